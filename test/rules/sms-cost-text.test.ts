import { expect, it } from '@jest/globals';
import { smsCostText } from '../../functions/src/rules/sms-cost-text';

const measured = { units: 58, segments: 1, yuan: 0.5, mostSegments: 3, mostYuan: 1.5, isDear: false };

it('says how long an SMS is and what it costs, and the same at its longest', () => {
  expect(smsCostText(measured, 'zh-CN')).toBe('58字，1条，约0.50元；最长3条，约1.50元');
  expect(smsCostText(measured, 'zh-TW')).toBe('58字，1則，約0.50元；最長3則，約1.50元');
  expect(smsCostText(measured, 'en')).toBe(
    '58 characters, 1 segment, about 0.50 yuan; at most 3 segments, about 1.50 yuan',
  );
});

it('leaves out the longest where it is no more', () => {
  expect(smsCostText({ ...measured, mostSegments: 1, mostYuan: 0.5 }, 'zh-CN')).toBe('58字，1条，约0.50元');
  expect(smsCostText({ ...measured, segments: 3, yuan: 0.351 }, 'en')).toBe(
    '58 characters, 3 segments, about 0.35 yuan',
  );
});

it('says what makes it dear', () => {
  const dear = { ...measured, isDear: true };
  expect(smsCostText(dear, 'zh-CN')).toBe(
    '58字，1条，约0.50元；最长3条，约1.50元；含中文等字符，按70字一条计费',
  );
  expect(smsCostText(dear, 'zh-TW')).toMatch(/；含中文等字元，按70字一則計費$/);
  expect(smsCostText(dear, 'en')).toMatch(/; letters other than plain English: billed per 70 characters$/);
});
