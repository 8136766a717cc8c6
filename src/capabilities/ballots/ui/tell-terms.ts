import type { Ballot, Channel } from '#rooms/ballots/ballot.ts';
import type { Lack } from '#rooms/ballots/eligibility.ts';
import type { Translate, Words } from '#ui/words.ts';

type Told = Pick<
	Ballot,
	| 'who'
	| 'rule'
	| 'marks'
	| 'secrecy'
	| 'names'
	| 'mayChange'
	| 'results'
	| 'quorum'
	| 'ties'
	| 'channels'
	| 'space'
>;

/** Who may vote, a phrase for each condition. */
export function tellWho(
	{ who, channels }: Pick<Told, 'who' | 'channels'>,
	{ area, space }: { area: string; space: string },
	t: Translate,
): string[] {
	if (channels.every((one) => one === 'code')) return [t('ballots.who.code')];
	const lines = [
		who.residence === 'none'
			? ''
			: t.any(`ballots.who.${who.residence}`, { area, reach: who.reach === 'subtree' ? 'yes' : 'no' }),
		who.ageFrom === null && who.ageTo === null
			? ''
			: t('ballots.who.age', { from: who.ageFrom ?? 0, to: who.ageTo ?? 0, which: ageSaid(who) }),
		who.space === null ? '' : t('ballots.who.space', { space }),
		who.listed ? t('ballots.who.listed') : '',
	].filter(Boolean);
	return lines.length > 0 ? lines : [t('ballots.who.anyone')];
}

const ageSaid = ({ ageFrom, ageTo }: Told['who']) =>
	ageFrom === null ? 'to' : ageTo === null ? 'from' : 'both';

/** How the votes are counted, in words for those who vote. */
export function tellRule(
	{ rule, quorum, ties }: Pick<Told, 'rule' | 'quorum' | 'ties'>,
	{ t, percent, money }: Pick<Words, 't' | 'percent' | 'money'>,
): string[] {
	const share = (top: number, bottom: number) => percent(top / bottom);
	const lines = [];
	if (rule.kind === 'choice')
		lines.push(
			t.any(`ballots.rule-told.${rule.name}`),
			...(rule.seats > 1 ? [t('ballots.rule-told.seats', { seats: rule.seats })] : []),
			...(rule.leastVotes === null ? [] : [t('ballots.rule-told.least', { least: rule.leastVotes })]),
		);
	else if (rule.kind === 'decision')
		lines.push(
			t('ballots.rule-told.decision', {
				share: share(rule.majority.top, rule.majority.bottom),
				more: rule.majority.more ? 'yes' : 'no',
				of: rule.majority.of,
			}),
		);
	else
		lines.push(
			t('ballots.rule-told.budget', { budget: money(rule.budget) }),
			t.any(`ballots.rule-told.${familyOf(rule.name)}`),
			...(rule.threshold === null ? [] : [t('ballots.rule-told.threshold', { least: rule.threshold })]),
		);
	if (quorum) lines.push(t('ballots.rule-told.quorum', { share: share(quorum.top, quorum.bottom) }));
	if (ties.last === 'lot') lines.push(t('ballots.rule-told.lot'));
	else lines.push(t('ballots.rule-told.listed'));
	return lines;
}

/** `equalshares/add1u` is a kind of equal shares: what differs is in the explanation of the count. */
const familyOf = (name: string) => /^(equalshares|greedy|phragmen|knapsack)/.exec(name)?.[1] ?? 'greedy';

/** How one may vote here. */
export const tellChannels = ({ channels }: { channels: readonly Channel[] }, t: Translate): string =>
	channels.map((one) => t.any(`ballots.channel.${one}`)).join('; ');

/** Where one goes to mend what is lacking; null: nothing can be done about it on the site. */
export function wayOut(
	lack: Lack,
	ways: { signIn: string; residence: string; byCode: string; space: string | null },
	channels: readonly Channel[],
): { key: string; href: string } | null {
	if (lack === 'sign-in') return { key: 'ballots.way.sign-in', href: ways.signIn };
	if (lack === 'residence-declare' || lack === 'residence-confirm' || lack === 'residence-elsewhere')
		return { key: `ballots.way.${lack}`, href: ways.residence };
	if (lack === 'age-unknown') return { key: 'ballots.way.age-unknown', href: ways.residence };
	if (lack === 'not-member' && ways.space) return { key: 'ballots.way.space', href: ways.space };
	if (lack === 'channel' && channels.includes('code')) return { key: 'ballots.way.code', href: ways.byCode };
	return null;
}
