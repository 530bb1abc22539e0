import { LangEn } from '@nlpjs/lang-en-min';
import { prepareWith } from './nlpjs.js';

export const prepare = prepareWith(LangEn);
