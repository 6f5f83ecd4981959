import type { Language } from '../forms/label';

/** Of a template's preview: its units and segments, what they cost in yuan, and the same at its longest. */
type Measured = {
  readonly units: number;
  readonly segments: number;
  readonly yuan: number;
  readonly mostSegments: number;
  readonly mostYuan: number;
  /** Letters make it dear that messages in this language do without: a segment holds 70 characters instead of 160. */
  readonly isDear: boolean;
};

/** 58字，1条，约0.50元；最长3条，约1.50元. The longest is left out where it costs no more; what makes it dear is said behind. */
export function smsCostText(
  { units, segments, yuan, mostSegments, mostYuan, isDear }: Measured,
  language: Language,
): string {
  const say = wording[language];
  const usual = say.usual(units, segments, yuan.toFixed(2));
  const most = mostSegments > segments ? say.most(mostSegments, mostYuan.toFixed(2)) : '';
  return usual + most + (isDear ? say.dear : '');
}

const wording = {
  'zh-CN': {
    usual: (units: number, segments: number, yuan: string) => `${units}字，${segments}条，约${yuan}元`,
    most: (segments: number, yuan: string) => `；最长${segments}条，约${yuan}元`,
    dear: '；含中文等字符，按70字一条计费',
  },
  'zh-TW': {
    usual: (units: number, segments: number, yuan: string) => `${units}字，${segments}則，約${yuan}元`,
    most: (segments: number, yuan: string) => `；最長${segments}則，約${yuan}元`,
    dear: '；含中文等字元，按70字一則計費',
  },
  en: {
    usual: (units: number, segments: number, yuan: string) =>
      `${units} characters, ${segments} ${segments === 1 ? 'segment' : 'segments'}, about ${yuan} yuan`,
    most: (segments: number, yuan: string) => `; at most ${segments} segments, about ${yuan} yuan`,
    dear: '; letters other than plain English: billed per 70 characters',
  },
} as const satisfies Record<Language, object>;
