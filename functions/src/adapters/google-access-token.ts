const scopes = ['https://www.googleapis.com/auth/spreadsheets'];

/**
 * Access tokens of the account that the functions run as, with which the spreadsheet is shared. Loaded at the first
 * call; the library keeps a token until shortly before it expires.
 */
export function googleAccessToken(): () => Promise<string> {
  const loading = () =>
    import('googleapis/build/src/apis/sheets/index.js').then(({ auth }) => new auth.GoogleAuth({ scopes }));
  let google: ReturnType<typeof loading> | undefined;
  return async () => {
    google ??= loading();
    const token = await (await google).getAccessToken();
    if (!token) throw new Error('Google gave no access token for the Sheets API');
    return token;
  };
}
