#!/usr/bin/env bash
# Deploys Gendan: infra/deploy.sh [--dry-run] SETTINGS
# SETTINGS is a file of NAME='value' lines; infra/README.md lists the names. May be run again at any time: what is there
# already is brought up to date. --dry-run checks the settings and prints the commands that would be run.
set -euo pipefail

dry_run=
if [[ ${1:-} == --dry-run ]]; then
  dry_run=yes
  shift
fi
if [[ $# -ne 1 || ! -r $1 ]]; then
  echo 'Usage: infra/deploy.sh [--dry-run] SETTINGS' >&2
  exit 2
fi
settings=$(realpath "$1")
cd "$(dirname "$0")/.."

set -a
# shellcheck source=/dev/null
source "$settings"
: "${GOOGLE_CLOUD_PROJECT:?is missing in the settings}"
: "${REGION:=asia-east1}"
: "${PUBLIC_URL:=https://$GOOGLE_CLOUD_PROJECT.web.app}"
: "${OIDC_ISSUERS:=https://accounts.google.com,accounts.google.com}"
: "${OIDC_JWKS_URL:=https://www.googleapis.com/oauth2/v3/certs}"
set +a
export CLOUDSDK_CORE_PROJECT=$GOOGLE_CLOUD_PROJECT CLOUDSDK_CORE_DISABLE_PROMPTS=1

files=.gendan/deploy
firebase_tools=firebase-tools@15.34.2
account_domain=$GOOGLE_CLOUD_PROJECT.iam.gserviceaccount.com
functions_account=gendan-functions@$account_domain
scheduler_account=gendan-scheduler@$account_domain
events_account=gendan-events@$account_domain
build_account=gendan-build@$account_domain

say() { printf '\n# %s\n' "$*"; }

run() {
  local word line=
  for word in "$@"; do
    if [[ $word =~ ^[A-Za-z0-9_./:=@,+-]+$ ]]; then line+="$word "; else line+="${word@Q} "; fi
  done
  printf '%s\n' "${line% }"
  [[ -n $dry_run ]] || "$@"
}

# The command after `--` is run unless the one before it succeeds.
unless() {
  local look=()
  while [[ $1 != -- ]]; do
    look+=("$1")
    shift
  done
  shift
  [[ -z $dry_run ]] && "${look[@]}" >/dev/null 2>&1 || run "$@"
}

# An account or a permission that was made a moment ago may not be known everywhere yet.
patiently() {
  local tries
  for tries in 1 2 3 4 5; do
    run "$@" && return
    sleep $((tries * 5))
  done
  return 1
}

# One line for each entry of infra/$1 (at $2 in it), the values that $3 picks separated by tabs.
lines() { node -p "Object.entries(require('./infra/$1')$2).map($3).map((row) => row.join('\t')).join('\n')"; }

firebase_deploy() {
  run npx --yes "$firebase_tools" deploy --only "$1" \
    --project="$GOOGLE_CLOUD_PROJECT" --config="$files/firebase.json" --non-interactive
}

let_call() {
  patiently gcloud run services add-iam-policy-binding "$2" --region="$REGION" \
    --member="serviceAccount:$1" --role=roles/run.invoker --format=none
}

address_of() {
  if [[ -n $dry_run ]]; then
    echo "https://ADDRESS-OF-$1"
  else
    gcloud run services describe "$1" --region="$REGION" --format='value(status.url)'
  fi
}

# Both name everything at fault before anything is changed.
rm -rf "$files"
node infra/deploy-settings.mjs "$files"
is_there() { gcloud secrets versions describe latest --secret="$1" >/dev/null; }
secret_names=$(lines functions.json .secrets '([, secret]) => [secret]')
secrets=$(lines functions.json .secrets '([variable, secret]) => [`${variable}=${secret}:latest`]' | paste -sd, -)
if [[ -z $dry_run ]]; then
  for secret in $secret_names; do
    is_there "$secret" || {
      echo "The secret $secret is missing. Make it first: see infra/README.md." >&2
      exit 1
    }
  done
fi
optional_secrets=$(lines functions.json .optionalSecrets '(pair) => pair')
while IFS=$'\t' read -r -u 3 variable secret; do
  if [[ -n $dry_run ]]; then
    echo "# The secret $secret is given to the functions if it is there."
  elif is_there "$secret" 2>/dev/null; then
    secret_names+=" $secret"
    secrets+=",$variable=$secret:latest"
  else
    echo "# There is no secret $secret: the functions do without (infra/README.md says what it is for)."
  fi
done 3<<<"$optional_secrets"

say 'What a container holds'
run npm run build
run node infra/deploy-package.mjs "$files/functions"

say 'APIs'
run gcloud services enable run.googleapis.com cloudbuild.googleapis.com artifactregistry.googleapis.com \
  firestore.googleapis.com secretmanager.googleapis.com cloudscheduler.googleapis.com sheets.googleapis.com \
  iam.googleapis.com firebase.googleapis.com firebasehosting.googleapis.com firebaserules.googleapis.com \
  eventarc.googleapis.com eventarcpublishing.googleapis.com pubsub.googleapis.com

say 'Accounts: functions reach Firestore and their secrets, scheduler and events some functions, the build what it builds'
for account in gendan-functions gendan-scheduler gendan-events gendan-build; do
  unless gcloud iam service-accounts describe "$account@$account_domain" \
    -- gcloud iam service-accounts create "$account"
done
grant() {
  patiently gcloud projects add-iam-policy-binding "$GOOGLE_CLOUD_PROJECT" \
    --member="serviceAccount:$1" --role="$2" --condition=None --format=none
}
grant "$functions_account" roles/datastore.user
grant "$events_account" roles/eventarc.eventReceiver
grant "$build_account" roles/run.builder
for secret in $secret_names; do
  patiently gcloud secrets add-iam-policy-binding "$secret" \
    --member="serviceAccount:$functions_account" --role=roles/secretmanager.secretAccessor --format=none
done

say 'Firestore'
unless gcloud firestore databases describe --database='(default)' \
  -- gcloud firestore databases create --location="$REGION" --type=firestore-native --delete-protection
firebase_deploy firestore:rules,firestore:indexes

say 'Functions: one image, built with the first of them'
functions=$(lines functions.json .functions \
  '([name, f]) => [name, f.service, f.access, f.memory, f.concurrency, f.timeoutSeconds, f.minInstances, f.maxInstances]')
image=
while IFS=$'\t' read -r -u 3 name service access memory concurrency timeout least most; do
  from=("--source=$files/functions" "--build-service-account=projects/$GOOGLE_CLOUD_PROJECT/serviceAccounts/$build_account")
  [[ -z $image ]] || from=("--image=$image")
  may_call=(--no-allow-unauthenticated --invoker-iam-check)
  [[ $access == public ]] && may_call=(--no-invoker-iam-check)
  run gcloud run deploy "$service" "${from[@]}" "${may_call[@]}" \
    --region="$REGION" --service-account="$functions_account" \
    --env-vars-file="$files/env/$name.json" --set-secrets="$secrets" \
    --cpu=1 --memory="$memory" --concurrency="$concurrency" --timeout="$timeout" \
    --min-instances="$least" --max-instances="$most"
  if [[ -n $dry_run ]]; then
    image=IMAGE-OF-THE-FIRST
  elif [[ -z $image ]]; then
    image=$(gcloud run services describe "$service" --region="$REGION" \
      --format='value(spec.template.spec.containers[0].image)')
  fi
done 3<<<"$functions"

say 'The one public address, behind which the public functions stand'
firebase_deploy hosting

say 'Schedules'
schedules=$(lines schedules.json '' \
  "([, s]) => [s.name, require('./infra/functions.json').functions[s.function].service, s.schedule, s.attemptDeadlineSeconds]")
while IFS=$'\t' read -r -u 3 name service schedule deadline; do
  address=$(address_of "$service")
  let_call "$scheduler_account" "$service"
  job=("$name" --location="$REGION" "--schedule=$schedule" --time-zone=Etc/UTC --uri="$address/" --http-method=POST
    --oidc-service-account-email="$scheduler_account" --oidc-token-audience="$address"
    --attempt-deadline="${deadline}s")
  if [[ -z $dry_run ]] && gcloud scheduler jobs describe "$name" --location="$REGION" >/dev/null 2>&1; then
    run gcloud scheduler jobs update http "${job[@]}"
  else
    run gcloud scheduler jobs create http "${job[@]}"
  fi
done 3<<<"$schedules"

say 'An event for each new notice, which has it sent at once instead of within the next minute'
called=$(lines functions.json .functions '([name, f]) => [name, f.service, f.timeoutSeconds]' | grep ^deliver)
IFS=$'\t' read -r _ service timeout <<<"$called"
let_call "$events_account" "$service"
# Events come where the database is; one that was there before need not be in this region.
location=$REGION
[[ -n $dry_run ]] || location=$(gcloud firestore databases describe --database='(default)' --format='value(locationId)')
trigger=(gendan-notices --location="$location")
if [[ -n $dry_run ]] || ! gcloud eventarc triggers describe "${trigger[@]}" >/dev/null 2>&1; then
  patiently gcloud eventarc triggers create "${trigger[@]}" \
    --event-filters=type=google.cloud.firestore.document.v1.created --event-filters='database=(default)' \
    --event-filters-path-pattern='document=notices/{id}' --event-data-content-type=application/protobuf \
    --destination-run-service="$service" --destination-run-region="$REGION" --service-account="$events_account"
fi
# Events go by way of a subscription of their own. It waits as long as a run may take, and forgets an event after ten
# minutes (the least there is): by then the schedule has sent what it was about, or fails as well.
subscription=SUBSCRIPTION-OF-THE-TRIGGER
[[ -n $dry_run ]] || subscription=$(gcloud eventarc triggers describe "${trigger[@]}" \
  --format='value(transport.pubsub.subscription)')
run gcloud pubsub subscriptions update "$subscription" --ack-deadline="$timeout" --message-retention-duration=10m

say 'Done'
echo "The functions answer at $PUBLIC_URL (script property GENDAN_ENDPOINT)."
echo "Share the spreadsheet with $functions_account as editor."
