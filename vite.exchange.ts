import type { Plugin } from 'vite';

export type Change = readonly [from: string, to: string];

/**
 * Exchanges lines of the framework as the server's part is built. A release of it that has these lines no more stops the build.
 * @param changes by the end of a file's name: what stands there, and what stands there in our build
 * @param before what every changed file begins with
 */
export function exchange(plugin: string, changes: Record<string, readonly Change[]>, before = ''): Plugin {
	return {
		name: plugin,
		apply: 'build',
		transform(code, id) {
			if (this.environment.name !== 'ssr') return null;
			const name = Object.keys(changes).find((one) => id.endsWith(one));
			if (!name) return null;
			const changed = (changes[name] as readonly Change[]).reduce((text, [from, to]) => {
				if (!text.includes(from))
					this.error(`${name} of this release has no line "${from}", which ${plugin} exchanges`);
				return text.replace(from, () => to);
			}, code);
			return before + changed;
		},
	};
}
