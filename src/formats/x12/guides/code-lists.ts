import type { CodeLists } from './guide.ts'

/** Bare code values, by the name guides call them with. What they mean is not said here: descriptions are their owners'. */
export const codeLists: CodeLists = {
  'service-type': `1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 30 32 33 34 35 36 37 38 39 40 41 42 43 44 45 46 47 48 49 50
    51 52 53 54 55 56 57 58 59 60 61 62 63 64 65 66 67 68 69 70 71 72 73 74 75 76 77 78 79 80 81 82 83 84 85 86 87 88 89 90 91 92 93 94 95 96 97 98 99
    A0 A1 A2 A3 A4 A5 A6 A7 A8 A9 AA AB AC AD AE AF AG AH AI AJ AK AL AM AN AO AQ AR B1 B2 B3 BA BB BC BD BE BF BG BH BI BJ BK BL BM BN BP BQ BR BS BT
    BU BV BW BX BY BZ C1 CA CB CC CD CE CF CG CH CI CJ CK CL CM CN CO CP CQ DG DM DS GF GN GY IC MH NI ON PT PU RN RT TC TN UC`,
  benefit: '1 2 3 4 5 6 7 8 A B C CB D E F G H I J K L M MC N O P Q R S T U V W X Y',
  'insurance-type': `12 13 14 15 16 41 42 43 47 AP C1 CO CP D DB EP FF GP HM HN HS IN IP LC LD LI LT MA MB MC MH MI MP OT PE PL PP PR PS QM RP SP TF
    WC WU`,
  'time-period': '6 7 13 21 22 23 24 25 26 27 28 29 30 31 32 33 34 35 36',
  'benefit-quantity': '8H 99 CA CE D3 DB DY HS LA LE M2 MN P6 QA S7 S8 VS YY',
  'delivery-frequency': '1 2 3 4 5 6 7 8 9 A B C D E F G H J K L M N O P Q R S SG SL SP SX SY SZ T U V W X Y',
  provider: 'AD AT BI CO CV H HH LA OT P1 P2 PC PE R RF SK SU',
  'receiver-provider': 'AD AT BI CO CV H HH LA OT P1 P2 PC PE R RF SB SK SU',
  'person-date': '096 102 152 291 307 318 340 341 342 343 346 347 356 357 382 435 442 458 472 539 540 636 771',
  'benefit-date': '096 193 194 198 290 291 292 295 304 307 318 346 348 349 356 357 435 472 636 771',
  'receiver-reference': '0B 1C 1D 1J 4A CT EL EO HPI JD N5 N7 Q4 SY TJ',
  'benefit-entity': '13 1I 1P 2B 36 73 FA GP GW I3 IL LR OC P3 P4 P5 PR PRP SEP TTP VER VN VY X3 Y2',
  'benefit-entity-id': '24 34 46 FA FI II MI NI PI PP SV XV XX',
  'military-employment': 'AE AO AS AT AU CC DD HD IR LX PE RE RM RR RU',
  'military-service': 'A B C D E F G H I J K L M N O Q R S U W',
  'military-rank': `A1 A2 A3 B1 B2 C1 C2 C3 C4 C5 C6 C7 C8 C9 E1 F1 F2 F3 F4 G1 G4 L1 L2 L3 L4 L5 L6 M1 M2 M3 M4 M5 M6 P1 P2 P3 P4 P5 R1 R2 S1 S2 S3
    S4 S5 S6 S7 S8 S9 SA SB SC T1 V1 W1`,
  'reject-benefit': '15 33 52 53 54 55 56 57 60 61 62 63 69 70 98 AA AE AF AG AO CI E8 IA MA',
  communication: 'ED EM FX TE UR',
  'communication-more': 'ED EM EX FX TE UR',
  'communication-work': 'ED EM FX TE UR WP',
  'communication-more-work': 'ED EM EX FX TE UR WP',
  'place-of-service': `01 03 04 05 06 07 08 11 12 13 14 15 20 21 22 23 24 25 26 31 32 33 34 41 42 49 50 51 52 53 54 55 56 57 60 61 62 65 71 72 81
    99`,
  'place-state': `AL AK AS AZ AR CA CO CT DE DC FM FL GA GU HI ID IL IN IA KS KY LA ME MH MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND MP OH OK OR PW PA PR
    RI SC SD TN TX UT VT VI VA WA WV WI WY AA AE AP AB BC MB NB NL NS NT NU ON PE QC SK YT`,
}
