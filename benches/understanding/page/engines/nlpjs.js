// nlp.js as its guide for the web says. What a question's intent does not need is off: sentiment,
// saving, the log; named entities are only looked for when there are rules.
import { containerBootstrap } from '@nlpjs/core';
import { Nlp } from '@nlpjs/nlp';

export const prepareWith = (Language) => async (lang) => {
  const locale = lang.slice(0, 2);
  return async (texts, labels) => {
    const container = await containerBootstrap();
    container.use(Nlp);
    container.use(Language);
    const nlp = container.get('nlp');
    Object.assign(nlp.settings, { autoSave: false, autoLoad: false, calculateSentiment: false });
    nlp.nluManager.settings.log = false;
    nlp.addLanguage(locale);
    texts.forEach((text, at) => nlp.addDocument(locale, text, String(labels[at])));
    await nlp.train();
    return {
      // The best intent whatever its score: the threshold of its own would count as an error.
      async ask(text) {
        const { classifications } = await nlp.process(locale, text);
        const best = classifications.find(({ intent }) => intent !== 'None');
        return best ? [Number(best.intent), best.score] : [-1, 0];
      },
    };
  };
};
