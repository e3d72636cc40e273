import type { Profile } from './profile.js';

/** What never happened though the profile lets it happen. */
export function never(happenings: ReadonlyMap<string, number>, profile: Profile, sessions: number): string[];
