import { setConfig } from '#platform/config/door.server.ts';
import { beginWithNewKeys, proveKeys } from '#platform/db/prove-keys.server.ts';
import { readArgs, t } from './console.ts';
import { placeOptions, withDatabase } from './installation.ts';

/** `veche keys`: whether the file of keys is that of this database; `--new` goes on without a lost one. */
export async function keys(args: string[]): Promise<number> {
	const { values } = readArgs(args, { ...placeOptions, new: { type: 'boolean' } });
	return withDatabase(values, async ({ config, url }) => {
		setConfig(config);
		if (values.new) await beginWithNewKeys(url);
		await proveKeys(url);
		console.log(t(values.new ? 'cli.keys.new' : 'cli.keys.good', { file: config.keys }));
		return 0;
	});
}
