import { emailOf, passwordOf, roles } from './generate-people.ts';
import type { DemoRole } from './rows.ts';

/** The accounts to try: printed at the start, and only where the demonstration was planted. */
export function demoAccounts(): { role: DemoRole; email: string; password: string }[] {
	return roles.map((role) => ({ role, email: emailOf(role), password: passwordOf(role) }));
}
