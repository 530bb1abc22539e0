// MiniSearch over the phrasings, the label of the top hit. Words may be misspelt by a fifth.
import MiniSearch from 'minisearch';

export const prepareWith = (options) => () => (texts, labels) => {
  const index = new MiniSearch({ fields: ['text'], searchOptions: { fuzzy: 0.2 }, ...options });
  index.addAll(texts.map((text, id) => ({ id, text })));
  return {
    ask(text) {
      const [best] = index.search(text);
      return best ? [labels[best.id], best.score] : [-1, 0];
    },
  };
};

export const prepare = prepareWith({});
