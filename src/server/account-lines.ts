type Account = { role: string; email: string; password: string };

/** The accounts of a demonstration as lines under one another, each column as wide as its longest. */
export function accountLines(
	accounts: readonly Account[],
	say: { role(role: string): string; password: string },
): string[] {
	const rows = accounts.map(({ role, email, password }) => [
		say.role(role),
		email,
		`${say.password} ${password}`,
	]);
	const widths = [0, 1].map((column) => Math.max(0, ...rows.map((row) => row[column]?.length ?? 0)));
	return rows.map((row) => `  ${row.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join('  ')}`);
}
