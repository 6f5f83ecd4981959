import { http } from '@google-cloud/functions-framework';
import { getTestServer } from '@google-cloud/functions-framework/testing';

/** The least that a function with one Firestore write can be: what a cold start is compared with. */
http('hello', async (_request, response) => {
  const { Firestore } = await import('@google-cloud/firestore');
  const db = new Firestore({ projectId: process.env.GOOGLE_CLOUD_PROJECT ?? '' });
  await db.collection('hello').add({ at: Date.now() });
  response.json({ hello: 'world' });
});

getTestServer('hello').listen(Number(process.env.PORT), '127.0.0.1');
