import { randomInt } from 'node:crypto';
import { text } from 'node:stream/consumers';
import { transaction } from '#platform/db/door.server.ts';
import { migrate } from '#platform/db/migrate.server.ts';
import { installation } from '#platform/permissions/door.ts';
import { createAccount, give, outsider, project } from '#rooms/identity/door.server.ts';
import { lang, Misuse, readArgs, t } from './console.ts';
import { placeOptions, withDatabase, withHouse } from './installation.ts';

/** `veche admin create`: the first administrator of the installation, or another when the first is lost. */
export async function createAdministrator([verb, ...args]: string[]): Promise<number> {
	const { values } = readArgs(args, {
		...placeOptions,
		email: { type: 'string' },
		name: { type: 'string' },
		'password-stdin': { type: 'boolean' },
	});
	if (verb !== 'create' || !values.email || !values.name) throw new Misuse(t('cli.usage.admin'));
	const { email, name } = values;
	const given = values['password-stdin'] ? (await text(process.stdin)).trim() : null;
	const password = given || drawPassword();
	return withDatabase(values, async (place) => {
		await migrate({ url: place.url });
		await withHouse(place, async () => {
			const account = await createAccount({
				name,
				email,
				emailConfirmed: true,
				password,
				lang,
				consents: ['account'],
			});
			const input = {
				account,
				role: 'administrator' as const,
				territory: installation,
				reach: 'subtree' as const,
				space: null,
			};
			const grant = await transaction((tx) => give(tx, outsider(), input));
			await project(account, grant);
		});
		console.log(t('cli.admin.done', { email }));
		if (!given) console.log(t('cli.admin.password', { password }));
		return 0;
	});
}

/** 20 letters and figures that cannot be mistaken for one another: 98 bits. */
function drawPassword(): string {
	const letters = 'abcdefghjkmnpqrstuvwxyz23456789';
	const draw = () => Array.from({ length: 5 }, () => letters[randomInt(letters.length)]).join('');
	return [draw(), draw(), draw(), draw()].join('-');
}
