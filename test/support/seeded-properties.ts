import fc from 'fast-check';

/**
 * Properties go over the same examples in every run, so that a change is blamed for its own faults only. A new seed looks
 * further: `SEED=$RANDOM npm test`; what it finds is repeated by the same seed.
 */
fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(process.env.SEED ?? 20260316) });
