// Fuse.js over the phrasings, the label of the top hit. Where in a phrasing a match lies does not
// count: questions are said in any order.
import Fuse from 'fuse.js';

export const prepare = () => (texts, labels) => {
  const records = texts.map((text, at) => ({ text, label: labels[at] }));
  const index = new Fuse(records, { keys: ['text'], includeScore: true, ignoreLocation: true });
  return {
    ask(text) {
      const [best] = index.search(text, { limit: 1 });
      // Its score is a distance: 0 is a perfect match.
      return best ? [best.item.label, 1 - best.score] : [-1, 0];
    },
  };
};
