# Starts Elch and all that it needs on this machine. Needs a JDK 17 or newer; run --help tells more.
$ErrorActionPreference = 'Stop'
$root = $PSScriptRoot
$jar = Join-Path $root 'playground\target\playground-0.1.0-SNAPSHOT.jar'
# What the jars were built with; other options make them stale.
$buildOptions = Join-Path $root 'playground\target\build-options'
$options = "$env:ELCH_MAVEN_ARGS $env:MAVEN_ARGS"

function Fail([string] $text) {
  [Console]::Error.WriteLine($text)
  exit 1
}

function Find-Java {
  if ($env:JAVA_HOME) {
    $java = Join-Path $env:JAVA_HOME 'bin\java.exe'
    if (-not (Test-Path $java)) { Fail "JAVA_HOME is $env:JAVA_HOME, but there is no bin\java.exe in it. Set it to the folder of a JDK 17 or newer." }
    return $java
  }
  $found = Get-Command java -ErrorAction SilentlyContinue
  if (-not $found) { Fail 'There is no Java here. Elch needs a JDK 17 or newer: install one from https://adoptium.net or set JAVA_HOME.' }
  return $found.Source
}

function Test-Stale {
  $jars = @($jar) + ('auth-service', 'notification-service', 'dlq-service' | ForEach-Object { Join-Path $root "$_\target\$_-0.1.0-SNAPSHOT-app.jar" })
  foreach ($file in $jars) { if (-not (Test-Path $file)) { return $true } }
  $builtWith = if (Test-Path $buildOptions) { Get-Content -Raw $buildOptions } else { ' ' }
  if ($builtWith -ne $options) { return $true }
  $built = (Get-Item $jar).LastWriteTime
  foreach ($module in 'house-rules', 'schemas', 'access', 'startup', 'embedded-mongo', 'testkit', 'stand-ins', 'auth-service', 'notification-service', 'dlq-service', 'playground') {
    $sources = @(Get-Item (Join-Path $root "$module\pom.xml")) + @(Get-ChildItem -Recurse -File (Join-Path $root "$module\src\main"))
    if ($sources | Where-Object { $_.LastWriteTime -gt $built }) { return $true }
  }
  return (Get-Item (Join-Path $root 'pom.xml')).LastWriteTime -gt $built
}

$java = Find-Java
# Windows PowerShell turns what a program writes to stderr into errors, so cmd joins the two streams.
$version = cmd /c "`"$java`" -version 2>&1" | Select-String 'version "(\d+)' | Select-Object -First 1
if (-not $version -or [int] $version.Matches[0].Groups[1].Value -lt 17) { Fail "$java is older than Java 17. Set JAVA_HOME to a JDK 17 or newer." }

if (Test-Stale) {
  Write-Host 'Building. The first time takes a few minutes: libraries are downloaded.'
  Push-Location $root
  try { & (Join-Path $root 'mvnw.cmd') -B -q -ntp -Dquick -pl playground -am @(-split "$env:ELCH_MAVEN_ARGS") package } finally { Pop-Location }
  if ($LASTEXITCODE -ne 0) { Fail 'The build failed; what it said is above.' }
  (Get-Item $jar).LastWriteTime = Get-Date
  Set-Content -NoNewline $buildOptions $options
}

& $java -Xmx512m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -jar $jar @args
exit $LASTEXITCODE
