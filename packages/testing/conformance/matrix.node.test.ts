import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { matrixOf } from './matrix.js';

describe('the support matrix', () => {
  it('counts by wire and group, and lists what a platform cannot by its reason', () => {
    const text = matrixOf({
      ports: [
        {
          port: 'one',
          wire: 'direct',
          cases: [
            { id: 'session.sign-in', title: 'signs in', status: 'pass' },
            { id: 'session.sign-out', title: 'signs out', status: 'fail', why: 'It did not' },
            { id: 'team.read', title: 'reads a team', status: 'cannot', why: 'No teams (Guide | p. 7)' },
            { id: 'team.again', title: 'reads it again', status: 'cannot', why: 'No teams (Guide | p. 7)' },
          ],
        },
        {
          port: 'two',
          wire: 'bus',
          cases: [
            { id: 'session.sign-in', title: 'signs in', status: 'pass' },
            { id: 'session.sign-out', title: 'signs out', status: 'pass' },
            { id: 'team.read', title: 'reads a team', status: 'pass' },
            { id: 'team.again', title: 'reads it again', status: 'pass' },
          ],
        },
      ],
    });
    assert.deepEqual(text.split('\n').slice(5), [
      '|  | one/direct | two/bus |',
      '| --- | --- | --- |',
      '| signing in and out | 1 of 2, **1 fail** | 2 of 2 |',
      '| teams | – | 2 of 2 |',
      '| **all** | 1 of 4, **1 fail** | 4 of 4 |',
      '',
      '## What one/direct cannot',
      '',
      '| because | cases |',
      '| --- | --- |',
      '| No teams (Guide \\| p. 7) | `team.read`, `team.again` |',
      '',
    ]);
  });
});
