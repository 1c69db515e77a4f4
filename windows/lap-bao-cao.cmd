@echo off
rem Lập báo cáo, bảng tính và dữ liệu.
rem Đặt tệp này cạnh tonghop.exe, trong thư mục có thư mục inputs, rồi bấm đúp.
chcp 65001 >nul
"%~dp0tonghop.exe" -C "%~dp0." build
pause
