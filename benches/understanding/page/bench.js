// One engine on one set. The driver opens this page anew for each, as a visitor would.

// Questions that are asked before the clock counts: every engine is compiled while it runs.
const WARM_UP = 20;

window.bench = async ({ engine, set: name, askLimitMs }) => {
  const set = await (await fetch(`/sets/${name}.json`)).json();
  const { prepare } = await import(`/engines/${engine}.js`);
  const train = await prepare(set.lang);
  const training = watch();
  const start = performance.now();
  const model = await train(set.texts, set.labels, training.slice);
  const trainMs = performance.now() - start;
  const { slices, ...tasks } = await training.end();
  for (const text of set.texts.slice(0, WARM_UP)) await model.ask(text);
  return {
    trainMs,
    longestSliceMs: slices.length ? Math.max(...slices) : trainMs,
    ...tasks,
    answers: await ask(model, set.questions, askLimitMs),
    isolated: crossOriginIsolated,
  };
};

// Asks one by one: [label or -1, score, milliseconds] each. Stops where the limit is reached, so
// that an engine that needs a second for an answer does not hold up the rest.
async function ask(model, questions, limitMs) {
  const answers = [];
  const end = performance.now() + limitMs;
  for (const question of questions) {
    const start = performance.now();
    if (start > end) break;
    const said = await model.ask(question);
    const ms = performance.now() - start;
    answers.push([...said, ms]);
  }
  return answers;
}

// Notes slices of work, as an engine that pauses for the page reports them, and what the browser
// itself calls a long task (over 50 ms).
function watch() {
  const slices = [];
  const long = [];
  const observer = new PerformanceObserver((list) => long.push(...list.getEntries()));
  observer.observe({ type: 'longtask' });
  return {
    slice: (ms) => slices.push(ms),
    end: async () => {
      // An entry is handed out some time after its task has ended.
      await new Promise((done) => setTimeout(done, 100));
      long.push(...observer.takeRecords());
      observer.disconnect();
      const longest = Math.max(0, ...long.map(({ duration }) => duration));
      return { slices, longTasks: long.length, longestTaskMs: longest };
    },
  };
}
