/** Put in by the build: the deployment's address, '' when it is to be set by hand. */
declare const GENDAN_ENDPOINT_DEFAULT: string;

const property = 'GENDAN_ENDPOINT';

/** Where the functions are reached, without a slash at the end; undefined until it is set. */
export function endpoint(): string | undefined {
  const value = PropertiesService.getScriptProperties().getProperty(property);
  return value?.trim().replace(/\/+$/, '') || undefined;
}

/** At set-up: takes the address that this bundle was built with, unless one is set already. */
export function rememberEndpoint(): void {
  if (endpoint() === undefined && GENDAN_ENDPOINT_DEFAULT !== '')
    PropertiesService.getScriptProperties().setProperty(property, GENDAN_ENDPOINT_DEFAULT);
}
