@echo off
rem Soạn công văn đôn đốc các đơn vị chưa gửi báo cáo.
rem Đặt tệp này cạnh tonghop.exe, trong thư mục có thư mục inputs, rồi bấm đúp.
chcp 65001 >nul
"%~dp0tonghop.exe" -C "%~dp0." remind
pause
