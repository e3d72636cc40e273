import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Row } from './screen.js';
import { scriptOf } from './script.js';
import { agrees, judge, type Kept, type Screen } from './verdict.js';

const kept: Kept[] = [{ mark: 'm1-a1', author: 'ana', sentAt: 100 }, { mark: 'm1-l2', author: 'lee', sentAt: 200 }];
const row = (mark: string, state: Row['state'] = 'sent', own = true): Row => ({ mark, own, state: own ? state : '' });
const screen = (rows: Row[], at = 300, isLast = false): Screen => ({ name: 'ana', side: 'ana', frames: [{ at, rows }], isLast });
const found = (screens: Screen[], server = kept): string[] => judge(server, screens).map(({ what, mark }) => `${what} ${mark}`);

describe('the verdict of the fault runs', () => {
  it('finds nothing wrong with what is right, on its way or there', () => {
    assert.deepEqual(found([screen([row('m1-a1', 'waiting')], 50), screen([row('m1-a1'), row('m1-l2', '', false)], 300, true)]), []);
  });

  it('T1 T2 finds what is lost and what is doubled, on the server and on a screen', () => {
    assert.deepEqual(found([screen([row('m1-a9', 'waiting')])]), ['lost m1-a9']);
    assert.deepEqual(found([{ ...screen([]), frames: [{ at: 300, rows: [row('m1-a9', 'waiting')], unkept: true }] }]), [], 'the page has said that it keeps nothing');
    assert.deepEqual(found([screen([row('m1-a1')], 300, true)]), ['lost m1-l2']);
    assert.deepEqual(found([screen([row('m1-a1'), row('m1-a1')])]), ['doubled m1-a1']);
    assert.deepEqual(found([], [...kept, kept[0] as Kept]), ['doubled m1-a1']);
  });

  it('T3 finds what stands out of the server’s order, and what is sent below what is not', () => {
    assert.deepEqual(found([screen([row('m1-l2', '', false), row('m1-a1')])]), ['order m1-a1']);
    assert.deepEqual(found([screen([row('m1-a1', 'waiting'), row('m1-l2', '', false)])]), ['order m1-l2']);
  });

  it('T4 finds «sent» before the server has it, «not sent» at all, and «sending» at the end', () => {
    assert.deepEqual(found([screen([row('m1-a1')], 99)]), ['untrue m1-a1']);
    assert.deepEqual(found([screen([row('m1-a1', 'failed')])]), ['untrue m1-a1']);
    assert.deepEqual(found([screen([row('m1-l2', '', false), row('m1-a1', 'waiting')], 300, true)]), ['untrue m1-a1']);
  });

  it('a screen agrees with the server where it shows all of it, in its order, as sent', () => {
    const right = { at: 0, rows: [row('m1-a1'), row('m1-l2', '', false)] };
    assert.equal(agrees(right, kept), true);
    assert.equal(agrees({ at: 0, rows: [row('m1-a1', 'waiting'), row('m1-l2', '', false)] }, kept), false);
    assert.equal(agrees({ at: 0, rows: [...right.rows].reverse() }, kept), false);
    assert.equal(agrees(undefined, kept), false);
    assert.equal(agrees(undefined, []), true);
    const long = Array.from({ length: 60 }, (_, i): Kept => ({ mark: `m1-h${i}`, author: 'ana', sentAt: i }));
    const newest = (count: number): Row[] => long.slice(-count).map(({ mark }) => row(mark));
    assert.equal(agrees({ at: 0, rows: newest(50) }, long), true, 'the rest comes when one travels there');
    assert.equal(agrees({ at: 0, rows: newest(49) }, long), false);
    assert.deepEqual(found([screen(newest(50), 300, true)], long), []);
    assert.deepEqual(found([screen(newest(55).toSpliced(3, 1), 300, true)], long), ['lost m1-h8']);
  });

  it('the same seed makes the same script; what is left out does not come', () => {
    assert.deepEqual(scriptOf(7, 3), scriptOf(7, 3));
    assert.notDeepEqual(scriptOf(7, 3), scriptOf(7, 4));
    for (let index = 0; index < 50; index += 1) assert.ok(scriptOf(7, index, new Set(['crash'])).steps.every((step) => step.do !== 'crash'));
  });
});
