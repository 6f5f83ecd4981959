import type { Language } from '../forms/label';

/** Of a template's preview: its units and segments, what they cost in yuan, and the same at its longest. */
type Measured = {
  readonly units: number;
  readonly segments: number;
  readonly yuan: number;
  readonly mostSegments: number;
  readonly mostYuan: number;
};

/** 58字，1条，约0.50元；最长3条，约1.50元. The longest is left out where it costs no more. */
export function smsCostText(
  { units, segments, yuan, mostSegments, mostYuan }: Measured,
  language: Language,
): string {
  const say = wording[language];
  const usual = say.usual(units, segments, yuan.toFixed(2));
  return mostSegments > segments ? usual + say.most(mostSegments, mostYuan.toFixed(2)) : usual;
}

const wording = {
  'zh-CN': {
    usual: (units: number, segments: number, yuan: string) => `${units}字，${segments}条，约${yuan}元`,
    most: (segments: number, yuan: string) => `；最长${segments}条，约${yuan}元`,
  },
  'zh-TW': {
    usual: (units: number, segments: number, yuan: string) => `${units}字，${segments}則，約${yuan}元`,
    most: (segments: number, yuan: string) => `；最長${segments}則，約${yuan}元`,
  },
  en: {
    usual: (units: number, segments: number, yuan: string) =>
      `${units} characters, ${segments} ${segments === 1 ? 'segment' : 'segments'}, about ${yuan} yuan`,
    most: (segments: number, yuan: string) => `; at most ${segments} segments, about ${yuan} yuan`,
  },
} as const satisfies Record<Language, object>;
