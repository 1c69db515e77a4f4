@echo off
rem Kiểm tra thư mục báo cáo: ai đã gửi, ai chưa gửi, việc gì cần xem lại.
rem Đặt tệp này cạnh tonghop.exe, trong thư mục có thư mục inputs, rồi bấm đúp.
chcp 65001 >nul
"%~dp0tonghop.exe" -C "%~dp0." check
pause
