# Tries a running Elch from outside: enqueue, status, idempotency, rate limit, dead letters. scripts/smoke-test.ps1 -Help
# smoke-test.sh is the same for bash: a test compares the calls and expectations of the two.
param(
  [string] $Url,
  [string] $Jobs = 'http://localhost:8081',
  [string] $DeadLetters = 'http://localhost:8082',
  [string] $Address = 'smoke-test@example.com',
  [string] $Quota = '10',
  [string] $Patience = '60',
  [switch] $Help
)
$ErrorActionPreference = 'Stop'

function Show-Usage {
  Write-Output @'
Tries a running Elch from outside: enqueue, status, idempotency, rate limit, dead letters.

  $env:ELCH_TOKEN = '...'; scripts/smoke-test.ps1 [options]

ELCH_TOKEN is an API token with the role operator, known to notification-service and dlq-service (./run prints one).

  -Url URL             one address for both services, such as that of an ingress
  -Jobs URL            notification-service (http://localhost:8081)
  -DeadLetters URL     dlq-service (http://localhost:8082)
  -Address MAIL        who gets the test mails (smoke-test@example.com); as many as the rate limit allows go there
  -Quota N             mails that a user may get in an hour (10, elch.quota.mails)
  -Patience SECONDS    how long a mail may take (60)

Exit code: 0 all is well, 1 a check failed, 2 the command line is wrong.
'@
}

function Stop-Wrong([string] $text) {
  [Console]::Error.WriteLine("smoke-test: $text")
  exit 2
}

if ($Help) {
  Show-Usage
  exit 0
}
if ($Url) {
  if (-not $PSBoundParameters.ContainsKey('Jobs')) { $Jobs = $Url }
  if (-not $PSBoundParameters.ContainsKey('DeadLetters')) { $DeadLetters = $Url }
}
if (-not $env:ELCH_TOKEN) { Stop-Wrong 'ELCH_TOKEN is not set: an API token with the role operator' }
if ($Quota -notmatch '^0*[1-9][0-9]*$') { Stop-Wrong "-Quota $Quota is no number of mails" }
if ($Patience -notmatch '^[0-9]+$') { Stop-Wrong "-Patience $Patience is no number of seconds" }
if ($Address -match '["\\]') { Stop-Wrong "-Address $Address is no plain mail address" }

Add-Type -AssemblyName System.Net.Http
$client = New-Object System.Net.Http.HttpClient
$client.Timeout = [TimeSpan]::FromSeconds(20)
$base = @{ jobs = $Jobs.TrimEnd('/'); dlq = $DeadLetters.TrimEnd('/') }
$run = "smoke-$([DateTimeOffset]::UtcNow.ToUnixTimeSeconds())-$PID"
$failures = 0
$token = $env:ELCH_TOKEN
$key = ''
$status = ''
$answer = ''

# call SERVICE METHOD PATH [BODY]: sends one request; leaves its status and its answer behind.
function call([string] $service, [string] $method, [string] $path, [string] $body) {
  $uri = $base[$service] + $path
  $request = New-Object System.Net.Http.HttpRequestMessage -ArgumentList (New-Object System.Net.Http.HttpMethod $method), $uri
  if ($key) { $request.Headers.Add('Idempotency-Key', $key) }
  if ($token) { $request.Headers.Add('Authorization', "Bearer $token") }
  if ($body) { $request.Content = New-Object System.Net.Http.StringContent -ArgumentList $body, ([Text.Encoding]::UTF8), 'application/json' }
  try {
    $response = $client.SendAsync($request).GetAwaiter().GetResult()
    $script:status = [string] [int] $response.StatusCode
    $script:answer = $response.Content.ReadAsStringAsync().GetAwaiter().GetResult()
  } catch {
    $script:status = '000'
    $script:answer = $_.Exception.Message
  }
}

# expect WHAT STATUS [TEXT]: compares the last answer.
function expect([string] $what, [string] $expected, [string] $text) {
  if ($status -eq $expected -and $answer.Contains($text)) {
    Write-Output "  ok      $what"
  } else {
    Write-Output "  FAILED  ${what}: expected $expected $text, got $status $answer"
    $script:failures++
  }
}

Write-Output "Elch smoke test: jobs at $($base.jobs), dead letters at $($base.dlq), run $run"

Write-Output "enqueue"
$key = $run
call jobs POST "/api/jobs/signin-notification" "{`"userId`":`"${run}:1`",`"email`":`"$address`"}"
expect "a job is taken in" 202 "`"jobId`":`"$run`""
$key = ''
$token = ''
call jobs POST "/api/jobs/signin-notification" "{`"userId`":`"${run}:1`",`"email`":`"$address`"}"
expect "without a token it is not" 401 ""
$token = $env:ELCH_TOKEN
call jobs POST "/api/jobs/signin-notification" "{`"userId`":`"${run}:1`",`"email`":`"no address`"}"
expect "a wrong address is named" 400 "`"field`":`"email`""

Write-Output "status"
$deadline = (Get-Date).AddSeconds([int] $Patience)
while ($true) {
  call jobs GET "/api/jobs/$run"
  if ($answer.Contains('"status":"completed"') -or (Get-Date) -ge $deadline) { break }
  Start-Sleep -Milliseconds 500
}
expect "the mail was handed to a provider" 200 "`"status`":`"completed`""
call jobs GET "/api/jobs/$run-unknown"
expect "an unknown job is not found" 404 ""

Write-Output "idempotency"
$key = $run
call jobs POST "/api/jobs/signin-notification" "{`"userId`":`"${run}:1`",`"email`":`"$address`"}"
expect "the same job again is the one that exists" 409 "urn:elch:problem:job-exists"
call jobs POST "/api/jobs/signin-notification" "{`"userId`":`"${run}:2`",`"email`":`"$address`"}"
expect "another job with the same key is refused" 409 "urn:elch:problem:key-reused"
$key = ''

Write-Output "rate limit"
$taken = 0
foreach ($number in 1..(2 * [int] $Quota)) {
  $key = "$run-limit-$number"
  call jobs POST "/api/jobs/signin-notification" "{`"userId`":`"${run}:limit`",`"email`":`"$address`"}"
  if ($status -ne '202') { break }
  $taken++
}
expect "one user is limited" 429 "urn:elch:problem:over-quota"
$key = ''
if ($taken -ge [int] $Quota) {
  Write-Output "  ok      not before $Quota jobs ($taken were taken in)"
} else {
  Write-Output "  FAILED  not before $Quota jobs: $taken were taken in"
  $failures++
}

Write-Output "dead letters"
call dlq GET "/api/admin/dlq?limit=1"
expect "they are listed" 200 "etters`":["
call dlq GET "/api/admin/dlq/groups"
expect "their causes are listed" 200 "{"
call dlq GET "/api/admin/dlq/$run~0"
expect "an unknown one is not found" 404 ""
$token = ''
call dlq GET "/api/admin/dlq?limit=1"
expect "without a token they are not" 401 ""

if ($failures -gt 0) {
  Write-Output "$failures checks failed"
  exit 1
}
Write-Output 'All is well'
