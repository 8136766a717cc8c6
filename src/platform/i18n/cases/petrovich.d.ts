declare module 'petrovich' {
	type Person = {
		first?: string;
		middle?: string;
		last?: string;
		gender: 'male' | 'female' | 'androgynous';
	};
	type Case = 'nominative' | 'genitive' | 'dative' | 'accusative' | 'instrumental' | 'prepositional';
	export default function petrovich(person: Person, gcase: Case): Person;
}
