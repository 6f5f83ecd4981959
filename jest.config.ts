import type { Config } from 'jest';

const config: Config = {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  transform: {
    '\\.[cm]?[jt]s$': [
      '@swc/jest',
      { jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, module: { type: 'commonjs', ignoreDynamic: false } },
    ],
  },
  // jose and a few others are published as ESM only; jest on Node 20 cannot require() those untransformed.
  transformIgnorePatterns: ['/node_modules/(?!(jose|postal-mime|hono|@hono)/)'],
  testTimeout: 20_000,
};

export { config as default };
