import { CONTRACT, runCase, type CaseResult, type PortHarness } from '@cordboard/testing';

/** What `npm run conformance -- --json FILE` writes; its JSON Schema is docs/conformance.schema.json. */
export interface ConformanceReport {
  readonly ports: readonly { readonly port: string; readonly wire: string; readonly cases: readonly CaseResult[] }[];
}

// Cases spend their time waiting for a wire, so a few at once keep two cores busy without starving each other's clocks.
const AT_ONCE = 4;

/** Runs the contract on every harness; tells of each case as it ends. */
export async function conform(
  harnesses: readonly PortHarness[],
  onCase: (harness: PortHarness, result: CaseResult) => void,
): Promise<ConformanceReport> {
  const ports = [];
  for (const harness of harnesses) {
    const cases = new Array<CaseResult>(CONTRACT.length);
    const waiting = [...CONTRACT.entries()];
    const work = async () => {
      for (let next = waiting.shift(); next; next = waiting.shift()) {
        const [index, each] = next;
        const result = await runCase(harness, each);
        cases[index] = result;
        onCase(harness, result);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    ports.push({ port: harness.port, wire: harness.wire, cases });
  }
  return { ports };
}
