/**
 * @file What notes write beyond Markdown: citations as Pandoc writes them, dismissals, keys of the front matter.
 *
 * It reads what Markdown's own grammar hands over: the text of one paragraph, heading or cell, an HTML comment, or the
 * front matter with its fences. Everything else in there is passed over as plain text, so nothing of it is ever an error.
 */
/// <reference types="tree-sitter-cli/dsl" />
// @ts-check

/** What a key is made of; marks stand between two of them only. */
const KEY_CHARACTER = '[\\p{L}\\p{N}_]';
const KEY_MARK = '[:.#$%&+?<>~/-]|:?//+';
const KEY = new RegExp(`${KEY_CHARACTER}+((${KEY_MARK})${KEY_CHARACTER}+)*`, 'u');

/** What a locator counts in, as Pandoc knows it. */
const UNITS = [
  'book', 'books', 'bk.', 'bks.', 'chapter', 'chapters', 'chap.', 'chaps.', 'column', 'columns', 'col.', 'cols.',
  'figure', 'figures', 'fig.', 'figs.', 'folio', 'folios', 'fol.', 'fols.', 'line', 'lines', 'l.', 'll.',
  'note', 'notes', 'n.', 'nn.', 'number', 'numbers', 'no.', 'nos.', 'opus', 'opera', 'op.', 'opp.',
  'page', 'pages', 'p.', 'pp.', 'paragraph', 'paragraphs', 'para.', 'paras.', '¶', '¶¶', 'part', 'parts', 'pt.', 'pts.',
  'section', 'sections', 'sec.', 'secs.', '§', '§§', 's.v.', 's.vv.', 'verse', 'verses', 'v.', 'vv.',
  'volume', 'volumes', 'vol.', 'vols.',
];

/** `10`, `12a`, `iv`, `33-35, 38` */
const WITH_DIGIT = '[\\p{L}]?[0-9][\\p{L}\\p{N}]*';
const ROMAN = '[ivxlcdm]+|[IVXLCDM]+';
const MORE = `([-–:.](${WITH_DIGIT}|${ROMAN})|, ?${WITH_DIGIT}|( & | and )${WITH_DIGIT})*`;
const NUMBERS = new RegExp(`(${WITH_DIGIT}|${ROMAN})${MORE}`, 'u');
const DIGITS_FIRST = new RegExp(`[0-9][\\p{L}\\p{N}]*${MORE}`, 'u');

module.exports = grammar({
  name: 'deskcheck_notes',

  extras: _ => [/[ \t\r\n]/],

  conflicts: $ => [
    [$.citations, $._link, $._text],
    [$._bare],
    [$.dismissal, $._comment_text],
  ],

  rules: {
    notes: $ => choice(
      $.front_matter,
      repeat(choice($.citations, alias($._bare, $.citation), $.comment, $._link, $._text)),
    ),

    // [see @key, p. 10; -@other]
    citations: $ => prec.dynamic(3, seq('[', $._parts, ']')),

    // [as @key says](https://example.org): a link's text cites, but its brackets are the link's.
    _link: $ => prec.dynamic(2, seq('[', $._parts, $._link_end)),

    _parts: $ => seq($.citation, repeat(seq(';', $.citation))),

    citation: $ => seq(optional($.prefix), $._sign, $._key, optional($._suffix_parts)),

    // @key [p. 3]
    _bare: $ => prec.dynamic(1, seq($._sign, $._key, optional(choice($.suffix, $._link_behind)))),

    suffix: $ => prec.dynamic(1, seq('[', $._suffix_parts, ']')),

    // @key [a link](https://example.org)
    _link_behind: $ => seq('[', $._suffix_parts, $._link_end),

    _sign: _ => choice('@', '-@'),

    _key: $ => choice(
      alias($._plain_key, $.key),
      seq(alias($._brace, '{'), alias($._braced_key, $.key), alias($._closing_brace, '}')),
    ),

    prefix: $ => repeat1(choice($._passed_over, $._word, $._address, $._mark, ',')),

    _suffix_parts: $ => choice(
      seq(optional(','), alias($._bare_numbers, $.locator), repeat($._suffix_text)),
      repeat1($._suffix_text),
    ),

    _suffix_text: $ => choice(
      $.locator, $._unit, alias($._cited_too, $.citation), $._passed_over, $._word, $._address, $._mark, ',', $._bracketed,
    ),

    locator: $ => prec(1, seq(alias($._unit, $.unit), $.numbers)),

    // Without a unit pages are meant, as to Pandoc.
    _bare_numbers: $ => alias($._digits_first, $.numbers),

    // [@key, against @other]
    _cited_too: $ => seq($._sign, $._key),

    _bracketed: $ => seq('[', repeat(choice($._suffix_text, ';')), ']'),

    _unit: _ => choice(...UNITS),
    numbers: _ => token(prec(1, NUMBERS)),
    _digits_first: _ => token(prec(1, DIGITS_FIRST)),

    // Nothing of this is more than text.
    _text: $ => choice(
      $._passed_over, $._word, $._address, $._mark, $._unclosed, $._link_end, ',', ';', '[', ']', '[^', '[[', '^[', '![',
    ),

    // `@` without a key, `@{key` without an end
    _unclosed: $ => seq($._sign, optional(seq(alias($._brace, '{'), optional(alias($._braced_key, 'key'))))),

    _passed_over: _ => token(choice(
      /\\[!-\/:-@\[-`{-~]/,
      /`[^`]+`/,
      /``([^`]|`[^`])+``/,
      /<[A-Za-z\/][^<>]*>/,
      /(https?:\/\/|www\.)[^\s<>"”)\]]+/,
    )),

    _word: _ => /[\p{L}\p{N}]+/u,
    // No sign stands behind a word or a full stop: that is an address of mail.
    _address: _ => /[\p{L}\p{N}.]+@/u,
    _mark: _ => /[^\s\p{L}\p{N},;@\[\]]/u,

    _plain_key: _ => token.immediate(prec(1, KEY)),
    _brace: _ => token.immediate('{'),
    _braced_key: _ => token.immediate(prec(2, /([^{}\r\n]|\{[^{}\r\n]*\})+/)),
    _closing_brace: _ => token.immediate('}'),
    _link_end: _ => choice(/\]\([^()\r\n]*(\([^()\r\n]*\)[^()\r\n]*)*\)/, /\]\{[^{}\r\n]*\}/),

    // <!-- deskcheck: dismiss contradicted-figure reason="the ministry corrected it" -->
    comment: $ => seq('<!--', choice($.dismissal, repeat($._comment_text)), '-->'),
    dismissal: $ => prec.dynamic(1, seq(
      'deskcheck:', 'dismiss', alias($._rule, $.rule), optional(seq('reason', '=', $.reason)), repeat($._comment_text),
    )),
    _rule: _ => /[a-z]+(-[a-z]+)*/,
    reason: _ => /"[^"]*"/,
    _comment_text: $ => choice('deskcheck:', 'dismiss', 'reason', $._rule, $._comment_word),
    _comment_word: _ => /[\p{L}\p{N}_]+|[^\s\p{L}\p{N}_]/u,

    front_matter: $ => seq($._fence, repeat(choice($.entry, $._other_entry, $._other_line)), $._fence),
    entry: $ => seq(alias($._entry_key, $.key), alias($._colon, ':'), $._value),
    _entry_key: _ => choice('title', 'date', 'as-of', 'as_of', 'bibliography'),
    _other_entry: $ => prec.right(choice($._entry_key, seq($._other_key, optional(seq($._colon, $._value))))),
    _other_key: _ => /[^\s:#-]([^:\r\n]*[^\s:])?/,
    _colon: _ => token.immediate(prec(1, ':')),
    _value: _ => token.immediate(/[^\r\n]*\r?\n/),
    _other_line: _ => choice(/[:#-][^\r\n]*/, token(prec(2, /[ \t]+[^\r\n]*\r?\n/))),
    _fence: _ => token(prec(1, /(---|\.\.\.)[ \t]*\r?\n/)),
  },
});
