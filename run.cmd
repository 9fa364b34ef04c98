@echo off
rem Starts Elch and all that it needs on this machine. Needs a JDK 17 or newer; run --help tells more.
powershell -NoProfile -ExecutionPolicy Bypass -File "%~dp0run.ps1" %*
exit /b %ERRORLEVEL%
