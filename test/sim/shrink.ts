import type { Plan, Step } from './plan.js';
import type { Profile } from './profile.js';
import { simulate } from './session.js';

/**
 * The shortest script that still breaks the same rule: steps are left out in halves, quarters and so on down to single ones, as long as the
 * rule breaks without them (delta debugging).
 */
export async function shortest(seed: number, profile: Profile, tell: (steps: number) => void = () => undefined): Promise<Plan> {
  const first = await simulate(seed, profile);
  const rule = first.violation?.rule;
  if (!rule) return first.plan;
  const breaks = async (plan: Plan): Promise<boolean> => (await simulate(seed, { ...profile, script: plan })).violation?.rule === rule;
  let plan = first.plan;
  // Nothing that comes after the violation can have caused it.
  const until = plan.steps.filter(({ at }) => at <= (first.violation?.at ?? 0));
  if (await breaks({ ...plan, steps: until })) plan = { ...plan, steps: until };
  for (let size = Math.ceil(plan.steps.length / 2); size >= 1;) {
    let isShorter = false;
    for (let from = 0; from < plan.steps.length;) {
      const steps: Step[] = [...plan.steps.slice(0, from), ...plan.steps.slice(from + size)];
      if (steps.length > 0 && (await breaks({ ...plan, steps }))) {
        plan = { ...plan, steps };
        isShorter = true;
        tell(steps.length);
      } else from += size;
    }
    if (size === 1 && !isShorter) break;
    size = size === 1 ? 1 : Math.ceil(size / 2);
  }
  for (const thread of plan.threads) {
    for (const messages of [0, Math.floor(thread.messages / 2)]) {
      const threads = plan.threads.map((one) => (one.id === thread.id ? { ...one, messages } : one));
      if (messages < thread.messages && (await breaks({ ...plan, threads }))) {
        plan = { ...plan, threads };
        break;
      }
    }
  }
  return plan;
}
