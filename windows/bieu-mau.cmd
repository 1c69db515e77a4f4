@echo off
rem Lập biểu mẫu cho từng đơn vị.
rem Đặt tệp này cạnh tonghop.exe, trong thư mục có thư mục inputs, rồi bấm đúp.
chcp 65001 >nul
"%~dp0tonghop.exe" -C "%~dp0." forms
pause
