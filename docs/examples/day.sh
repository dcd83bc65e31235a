#!/usr/bin/env bash
# One patient's day through the API alone. Needs curl and node, and two things in the environment:
#   ANTEROOM_URL    the address that `npm start` prints      (default http://127.0.0.1:4180)
#   ANTEROOM_TOKEN  from `npm run -s anteroom -- token create --person EMAIL`, of somebody who books and may see who looked
# Run it twice: the second run finds the patient it registered the first time.
set -euo pipefail

url=${ANTEROOM_URL:-http://127.0.0.1:4180}
: "${ANTEROOM_TOKEN:?set ANTEROOM_TOKEN: npm run -s anteroom -- token create --person EMAIL}"

# A command: POST with a JSON body. The key makes a retry harmless.
act() { # act feature/command body [key]
  answered curl -sS --fail-with-body -X POST "$url/api/$1" -H "Authorization: Bearer $ANTEROOM_TOKEN" \
    -H 'Content-Type: application/json' -H "Idempotency-Key: ${3:-$(new_key)}" -d "$2"
}
# A query: GET with one parameter a field.
ask() { # ask feature/query [field=value ...]
  local path=$1; shift
  local fields=(); for field in "$@"; do fields+=(--data-urlencode "$field"); done
  answered curl -sS --fail-with-body -G "$url/api/$path" -H "Authorization: Bearer $ANTEROOM_TOKEN" ${fields[@]+"${fields[@]}"}
}
# Prints the answer; a refusal goes to the error output instead, and ends the script.
answered() {
  local body
  body=$("$@") || { printf '%s\n' "$body" >&2; return 1; }
  printf '%s' "$body"
}
new_key() { node -p 'crypto.randomUUID()'; }
pick() { node -e 'const a = JSON.parse(require("fs").readFileSync(0, "utf8")); const v = eval("a" + process.argv[1]); console.log(v ?? "")' "$1"; }
say() { printf '%-28s %s\n' "$1" "$2"; }

# 1. The phone rings: who is it?
call=$(act calls/ring '{"from":"+1 646 555 0142","line":"line 1"}' | pick .call)
act calls/take-call "{\"call\":\"$call\"}" > /dev/null
say 'call taken' "$call"

# 2. Find the patient, or register.
patient=$(ask patients/search-patients 'text=Sampleson Robin 3/9/84' | pick '.patients.filter(p => p.family === "Sampleson" && p.birthDate === "1984-03-09")[0]?.id')
if [ -z "$patient" ]; then
  patient=$(act patients/register-patient '{"family":"Sampleson","given":"Robin","birthDate":"1984-03-09","sex":"X","phones":[{"number":"(646) 555-0142"}]}' | pick .patient)
  say 'registered' "$patient"
else
  say 'found' "$patient"
fi
act calls/link-call "{\"call\":\"$call\",\"patient\":\"$patient\"}" > /dev/null

# 3. The next time a follow-up fits, anywhere.
visit_type=$(ask schedule/list-visit-types | pick '.visitTypes.find(t => !t.needsRoom).id')
opening=$(ask schedule/next-available "visitType=$visit_type" limit=1)
provider=$(pick '.openings[0].provider' <<< "$opening")
starts=$(pick '.openings[0].startsAt' <<< "$opening")
say 'next available' "$starts with $(pick '.openings[0].providerName' <<< "$opening")"

# 4. Book it. The line drops, the script asks again with the same key: one visit, the same answer.
key=$(new_key)
body="{\"patient\":\"$patient\",\"visitType\":\"$visit_type\",\"provider\":\"$provider\",\"startsAt\":\"$starts\",\"despite\":[\"patient-already-booked\"]}"
first=$(act schedule/book-appointment "$body" "$key")
again=$(act schedule/book-appointment "$body" "$key")
[ "$first" = "$again" ] || { echo 'the same key gave another answer' >&2; exit 1; }
appointment=$(pick .id <<< "$first")
say 'booked once, asked twice' "$appointment"
act calls/end-call "{\"call\":\"$call\",\"outcome\":\"booked\"}" > /dev/null

# 5. The patient comes, is seen, and goes.
act schedule/check-in "{\"appointment\":\"$appointment\"}" > /dev/null
say 'waiting' "$(ask schedule/waiting-room | pick ".waiting.find(w => w.appointment === \"$appointment\").patientName")"
state=$(act schedule/check-out "{\"appointment\":\"$appointment\"}" | pick .state)
say 'state' "$state"

# 6. Who looked at this record?
ask privacy/who-looked "patient=$patient" limit=20 | pick '.looks.map(l => l.at.slice(0, 19) + "  " + (l.person?.name ?? l.kind) + "  " + l.deed).join("\n")'
