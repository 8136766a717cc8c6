/** How a letter is set: A4 with the margins of GOST R 7.0.97-2016, the form of the body in the corner. Reads `letter.json`. */
export const letterTypst = `
#let letter = json("letter.json")
#let muted = rgb("#4a5056")
#set document(title: letter.title, author: letter.sender.name)
#set page(paper: "a4", margin: (left: 30mm, right: 15mm, top: 20mm, bottom: 20mm), footer: context {
	if counter(page).final().first() > 1 {
		set text(size: 9pt, fill: muted)
		align(right, [#counter(page).display() / #counter(page).final().first()])
	}
})
#set text(font: "PT Serif", size: 12pt, lang: letter.lang, hyphenate: true)
#set par(justify: true, leading: 0.7em, spacing: 0.7em)
#let lines(all) = for line in all { block(above: 0mm, below: 1.6mm, par(justify: false, text(hyphenate: false, line))) }
#grid(columns: (78mm, 1fr), column-gutter: 14mm,
	{
		set align(center)
		block(above: 0mm, below: 2mm, par(justify: false, text(weight: "bold", hyphenate: false, letter.sender.name)))
		{ set text(size: 9.5pt); lines(letter.sender.lines) }
		v(3mm)
		{ set text(size: 10.5pt); lines(letter.marks) }
	},
	lines(letter.recipient))
#v(8mm)
#block(width: 62%, par(justify: false, letter.heading))
#v(5mm)
#align(center, letter.greeting)
#v(2mm)
#{
	set par(first-line-indent: (amount: 12.5mm, all: true))
	for one in letter.paragraphs { par(one) }
}
#if letter.facts.len() > 0 {
	v(3mm)
	table(columns: (52mm, 1fr), column-gutter: 4mm, stroke: (x: none, y: 0.4pt + rgb("#b0aa9c")), inset: (x: 0mm, y: 2mm),
		..letter.facts.map(fact => (
			par(justify: false, text(fill: muted, fact.name)),
			par(justify: false, fact.value),
		)).flatten())
}
#if letter.pictures.len() > 0 {
	v(3mm)
	grid(columns: (1fr, 1fr), gutter: 6mm,
		..letter.pictures.map(one => block(breakable: false, {
			image(one.file, width: 100%)
			text(size: 9.5pt, fill: muted, one.caption)
		})))
}
#v(10mm)
#if letter.signature != none {
	block(breakable: false, grid(columns: (1fr, auto), column-gutter: 10mm, align: bottom,
		par(justify: false, letter.signature.post), letter.signature.name))
	v(8mm)
}
#{ set text(size: 9pt, fill: muted); lines(letter.foot) }
`;
