import { createFirestoreStore } from '../../functions/src/adapters/firestore-store';
import { storeContract } from './store-contract';

const store = createFirestoreStore({
  projectId: 'gendan-test',
  emulatorHost: process.env.FIRESTORE_EMULATOR_HOST,
});

storeContract('Firestore', async () => store);
