import { LangZh } from '@nlpjs/lang-zh';
import { prepareWith } from './nlpjs.js';

export const prepare = prepareWith(LangZh);
