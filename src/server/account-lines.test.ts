import assert from 'node:assert/strict';
import { test } from 'node:test';
import { demoAccounts } from '#demo/accounts.ts';
import { translatorFor } from '#platform/i18n/door.ts';
import { accountLines } from './account-lines.ts';

for (const lang of ['ru', 'en'] as const)
	test(`the accounts of the demonstration stand under one another, ${lang}`, () => {
		const t = translatorFor(lang);
		const accounts = demoAccounts();
		const password = t('server.accounts.password');
		const role = (name: string) => t.any(`server.accounts.role.${name}`);
		const lines = accountLines(accounts, { role, password });
		for (const [i, line] of lines.entries())
			assert.ok(line.startsWith(`  ${role(accounts[i]?.role ?? '')}  `));
		const columns = lines.map((line, i) => [
			line.indexOf(accounts[i]?.email ?? ''),
			line.indexOf(`${password} ${accounts[i]?.password}`),
		]);
		assert.equal(new Set(columns.map((one) => one.join())).size, 1);
	});
