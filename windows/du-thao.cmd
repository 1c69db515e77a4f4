@echo off
rem Lập bản dự thảo Word của báo cáo để lãnh đạo xem, sửa lời văn.
rem Đặt tệp này cạnh tonghop.exe, trong thư mục có thư mục inputs, rồi bấm đúp.
chcp 65001 >nul
"%~dp0tonghop.exe" -C "%~dp0." draft
pause
