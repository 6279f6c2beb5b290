import assert from "node:assert/strict";
import { test } from "node:test";
import { fragmentOf, keepPlan, planIn, planOf } from "../../static/js/plan-list.js";

const aStore = (text = null) => {
  let kept = text;
  return { getItem: () => kept, setItem: (_, value) => { kept = value; } };
};

test("a kept plan is read again in its order, each name once", () => {
  const store = aStore();
  assert.equal(keepPlan(store, ["clam", "bridge", "clam"]), true);
  assert.deepEqual(planOf(store), ["clam", "bridge"]);
});

test("whatever else stands in the store is an empty plan", () => {
  for (const text of [null, "", "nonsense", "{}", "7", '["<b>", "a b"]']) assert.deepEqual(planOf(aStore(text)), []);
});

test("a store that refuses is told and breaks nothing", () => {
  assert.equal(keepPlan({ setItem() { throw new Error("full"); } }, ["clam"]), false);
  assert.deepEqual(planOf({ getItem() { throw new Error("no"); } }), []);
});

test("a plan travels in a fragment and comes back the same", () => {
  assert.equal(fragmentOf(["clam", "wall-sit"]), "#plan=clam,wall-sit");
  assert.deepEqual(planIn("#plan=clam,wall-sit"), ["clam", "wall-sit"]);
});

test("a fragment of something else is no plan", () => {
  for (const fragment of ["", "#clam", "#plan=<script>"]) assert.equal(planIn(fragment), null);
});

test("a plan holds twenty exercises at most", () => {
  assert.equal(planIn(`#plan=${Array.from({ length: 50 }, (_, number) => `e${number}`)}`).length, 20);
});
