/** A day that a living person can have been born on. */
export function isBirthday(day: string, now: Date): boolean {
	const at = /^\d{4}-\d{2}-\d{2}$/.test(day) ? new Date(`${day}T00:00:00Z`) : null;
	return (
		at !== null &&
		!Number.isNaN(at.getTime()) &&
		at.toISOString().startsWith(day) &&
		at <= now &&
		now.getTime() - at.getTime() < 125 * 366 * 86_400_000
	);
}
