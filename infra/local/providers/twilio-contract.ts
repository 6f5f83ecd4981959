import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import type { Ajv, ValidateFunction } from 'ajv';
import { z } from 'zod';

const messagesPath = '/2010-04-01/Accounts/{AccountSid}/Messages.json';
const messageName = 'api.v2010.account.message';

const schemaOf = z.looseObject({ properties: z.record(z.string(), z.unknown()) });
const parameter = z.looseObject({ name: z.string(), in: z.string(), schema: z.unknown() });
const specification = z.looseObject({
  paths: z.looseObject({
    [messagesPath]: z.looseObject({
      post: z.looseObject({
        requestBody: z.looseObject({
          content: z.looseObject({
            'application/x-www-form-urlencoded': z.looseObject({ schema: schemaOf }),
          }),
        }),
      }),
      get: z.looseObject({
        parameters: z.array(parameter),
        responses: z.looseObject({
          200: z.looseObject({
            content: z.looseObject({ 'application/json': z.looseObject({ schema: schemaOf }) }),
          }),
        }),
      }),
    }),
  }),
  components: z.looseObject({ schemas: z.looseObject({ [messageName]: schemaOf }) }),
});

const rfc2822 = /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} \+0000$/;
const formats: Readonly<Record<string, (text: string) => boolean>> = {
  uri: (text) => URL.canParse(text, 'https://api.twilio.com'),
  'date-time': (text) => !Number.isNaN(Date.parse(text)),
  'date-time-rfc-2822': (text) => rfc2822.test(text),
  currency: (text) => /^[A-Z]{3}$/.test(text),
  // Left to the rules of number and sender, which answer with codes of their own.
  'phone-number': () => true,
  'uri-map': () => true,
  int64: () => true,
};

/** Checks of what goes in and comes out; each gives the faults found, in words, and changes strings into the named types. */
export type TwilioContract = {
  readonly createForm: (form: object) => readonly string[];
  readonly listQuery: (query: object) => readonly string[];
  readonly message: (answer: object) => readonly string[];
  readonly list: (answer: object) => readonly string[];
};

let loading: Promise<TwilioContract> | undefined;

/** Twilio's own OpenAPI of its Messages resource, as `@twilio/cli-core` carries it; read once, when first asked for. */
export function twilioContract(): Promise<TwilioContract> {
  loading ??= load();
  return loading;
}

async function load(): Promise<TwilioContract> {
  const { Ajv } = await import('ajv');
  const path = createRequire(resolve('package.json')).resolve(
    '@twilio/cli-core/src/services/twilio-api/twilio_api_v2010.json',
  );
  const spec = specification.parse(JSON.parse(await readFile(path, 'utf8')));
  const messages = spec.paths[messagesPath];
  const message = spec.components.schemas[messageName];
  const ajv = new Ajv({ strict: false, allErrors: true, coerceTypes: 'array', formats });
  ajv.addSchema({ $id: 'twilio', components: slice(spec.components.schemas) });
  const complete = { ...message, required: Object.keys(message.properties), additionalProperties: false };
  const listed = messages.get.responses[200].content['application/json'].schema;
  const form = messages.post.requestBody.content['application/x-www-form-urlencoded'].schema;
  return {
    createForm: checker(ajv, { ...form, additionalProperties: false, required: [] }),
    listQuery: checker(ajv, queryOf(messages.get.parameters)),
    message: checker(ajv, complete),
    list: checker(ajv, { ...listed, required: Object.keys(listed.properties) }),
  };
}

/** Only what the Messages resource refers to: the message itself and its enums. */
function slice(schemas: Readonly<Record<string, unknown>>): object {
  const wanted = Object.entries(schemas).filter(
    ([name]) => name === messageName || name.startsWith('message_enum_'),
  );
  return { schemas: Object.fromEntries(wanted) };
}

function queryOf(parameters: readonly z.infer<typeof parameter>[]): object {
  const inQuery = parameters.filter((one) => one.in === 'query').map((one) => [one.name, one.schema]);
  return { type: 'object', properties: Object.fromEntries(inQuery), additionalProperties: false };
}

function checker(ajv: Ajv, schema: object): (value: object) => readonly string[] {
  // References inside are relative to the document that holds the components.
  const text = JSON.stringify(schema).replaceAll('"#/components/', '"twilio#/components/');
  const validate: ValidateFunction = ajv.compile(JSON.parse(text));
  return (value) =>
    validate(value)
      ? []
      : (validate.errors ?? []).map((e) => `${e.instancePath} ${e.message} ${extra(e.params)}`.trim());
}

function extra(params: Readonly<Record<string, unknown>>): string {
  return typeof params.additionalProperty === 'string' ? params.additionalProperty : '';
}
