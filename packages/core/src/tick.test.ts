import { expect } from '@open-wc/testing';
import { fakeDesktopWith, VirtualRuntime } from '@cordboard/testing';

describe('tick$', () => {
  it('has one timer for any number of listeners and clients, and none when nobody listens', async () => {
    const runtime = new VirtualRuntime();
    const { client: one } = fakeDesktopWith({ runtime });
    const { client: two } = fakeDesktopWith({ runtime });
    expect(runtime.timers).to.equal(0);
    const listening = [one, one, two].map((client) => client.tick$.subscribe());
    expect(runtime.timers).to.equal(1);
    for (const subscription of listening) subscription.unsubscribe();
    expect(runtime.timers).to.equal(0);
    await runtime.advance(5000);
  });

  it('gives the time at once and then exactly each whole second', async () => {
    const runtime = new VirtualRuntime({ monotonic: 250 });
    const { client } = fakeDesktopWith({ runtime }, { type: 'clock', sample: { sentAt: 250, receivedAt: 250, serverTime: 1_000_250 } });
    const times: number[] = [];
    client.tick$.subscribe((time) => times.push(time));
    await runtime.advance(3000);
    expect(times).to.deep.equal([1_000_250, 1_001_000, 1_002_000, 1_003_000]);
    client.close();
    expect(runtime.timers).to.equal(0);
  });
});
