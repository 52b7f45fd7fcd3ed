import assert from 'node:assert/strict';
import { test } from 'node:test';
import { blocked, press, says, stage } from './browser.js';
import { signInOn, VOICE_MOUNTS, VOICE_WIRES } from './voice-page.js';

const desk = stage({ mounts: VOICE_MOUNTS });

for (const { name, path } of VOICE_WIRES) {
  test(`the example on ${name}: a call is answered, muted, held, ended and marked done`, { timeout: 90_000 }, async () => {
    desk.sandbox.sandbox.reset();
    const page = await desk.page(path);
    await signInOn(page, '1001001');
    desk.sandbox.engine.execute({ type: 'place-call', from: '+12065550142', to: '1001001' });
    await press(page, 'button', 'Answer');
    await blocked(page, 'button', 'Mark done', 'The call is not over yet');
    for (const button of ['Mute', 'Unmute', 'Hold', 'Retrieve', 'End', 'Mark done']) await press(page, 'button', button);
    await says(page, 'dialog-list', 'No calls');
    await page.close();
    assert.deepEqual(desk.problems, []);
  });
}
