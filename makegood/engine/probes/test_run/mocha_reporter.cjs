// Tells what became of each test, for every version of mocha: their own JSON reporter writes between what tests print.
const { writeFileSync } = require("node:fs");

module.exports = function Reporter(runner) {
  const outcomes = {};
  const failures = {};
  runner.on("pass", (test) => (outcomes[test.fullTitle()] = "passed"));
  runner.on("pending", (test) => (outcomes[test.fullTitle()] = "skipped"));
  runner.on("fail", (test, error) => {
    outcomes[test.fullTitle()] = "failed";
    failures[test.fullTitle()] = String((error && error.stack) || error).slice(0, 900);
  });
  runner.on("end", () => writeFileSync(process.env.TOLD_FILE, JSON.stringify({ outcomes, failures })));
};
