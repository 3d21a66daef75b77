@echo off
rem odin: the app itself as plain Node, running the command line program inside its archive.
setlocal
set ELECTRON_RUN_AS_NODE=1
"%~dp0..\..\ODIN Control Panel.exe" "%~dp0..\app.asar\dist\main\cli.js" %*
