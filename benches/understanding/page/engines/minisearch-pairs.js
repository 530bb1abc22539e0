// MiniSearch with a tokenizer for Chinese, which its own cannot: characters and pairs of them beside
// words of letters. Misspelt pairs would match nearly everything, so nothing is fuzzy.
import { prepareWith } from './minisearch.js';

function tokenize(text) {
  const tokens = [];
  for (const run of text.toLowerCase().match(/\p{Script=Han}+|[\p{L}\p{N}]+/gu) ?? []) {
    if (!/\p{Script=Han}/u.test(run)) {
      tokens.push(run);
      continue;
    }
    const signs = [...run];
    signs.forEach((sign, at) => {
      tokens.push(sign);
      if (at > 0) tokens.push(signs[at - 1] + sign);
    });
  }
  return tokens;
}

export const prepare = prepareWith({ tokenize, searchOptions: {} });
