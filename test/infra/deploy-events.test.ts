import { describe, expect, it } from '@jest/globals';
import { deployScript, functions, settings } from './deploy-setup';

const { deploy } = deployScript();

describe('deliver, which an event calls for every notice', () => {
  it('has one instance, in which runs don’t overlap, and which all those calls find room in', () => {
    expect(functions.deliver).toMatchObject({ concurrency: 80, maxInstances: 1 });
  });
});

describe('infra/deploy.sh', () => {
  it('has an event for each new notice call the delivery, as an account that may do nothing else', () => {
    const { calls } = deploy([]);
    const triggers = calls.filter((call) => call.includes('eventarc triggers create'));
    expect(triggers).toEqual([
      [
        'gcloud eventarc triggers create gendan-notices --location=asia-east1',
        '--event-filters=type=google.cloud.firestore.document.v1.created --event-filters=database=(default)',
        '--event-filters-path-pattern=document=notices/{id} --event-data-content-type=application/protobuf',
        '--destination-run-service=gendan-deliver --destination-run-region=asia-east1',
        '--service-account=gendan-events@gendan-test.iam.gserviceaccount.com',
      ].join(' '),
    ]);
    const roles = calls.filter((call) => call.includes('serviceAccount:gendan-events@'));
    expect(roles.map((call) => /--role=(\S+)/.exec(call)?.[1])).toEqual([
      'roles/eventarc.eventReceiver',
      'roles/run.invoker',
    ]);
    const enabled = calls.find((call) => call.includes('services enable'));
    for (const api of ['eventarc', 'eventarcpublishing', 'pubsub'])
      expect(enabled).toContain(` ${api}.googleapis.com`);
  });

  it('has an event wait as long as a run may take, and be forgotten early, as the schedule follows anyway', () => {
    expect(deploy([]).calls.at(-1)).toBe(
      `gcloud pubsub subscriptions update projects/gendan-test/subscriptions/eventarc-1 --ack-deadline=${functions.deliver?.timeoutSeconds} --message-retention-duration=10m`,
    );
  });

  it('takes the events where the database is, though it may be elsewhere than the functions', () => {
    const { calls } = deploy([], settings, { DATABASE_AT: 'nam5' });
    const trigger = calls.find((call) => call.includes('eventarc triggers create'));
    expect(trigger).toContain('gendan-notices --location=nam5 ');
    expect(trigger).toContain('--destination-run-region=asia-east1 ');
  });

  it('shows the trigger in a dry run', () => {
    const { stdout } = deploy(['--dry-run']);
    expect(stdout).toContain('gcloud eventarc triggers create gendan-notices --location=asia-east1');
    expect(stdout).toContain("'--event-filters=database=(default)'");
    expect(stdout).toContain('gcloud pubsub subscriptions update SUBSCRIPTION-OF-THE-TRIGGER');
  });
});
