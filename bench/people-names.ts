// The commonest names stand first; the tail is put together from syllables, so that a million people have some twenty thousand family
// names, as a real million has.
const families =
  'Smith Johnson Williams Brown Jones Garcia Miller Davis Rodriguez Martinez Hernandez Lopez Gonzalez Wilson Anderson Thomas Taylor Moore Jackson Martin Lee Perez Thompson White Harris Sanchez Clark Ramirez Lewis Robinson Walker Young Allen King Wright Scott Torres Nguyen Hill Flores Green Adams Nelson Baker Hall Rivera Campbell Mitchell Carter Roberts Gomez Phillips Evans Turner Diaz Parker Cruz Edwards Collins Reyes Stewart Morris Morales Murphy Cook Rogers Gutierrez Ortiz Morgan Cooper Peterson Bailey Reed Kelly Howard Ramos Kim Cox Ward Richardson Watson Brooks Chavez Wood James Bennett Gray Mendoza Ruiz Hughes Price Alvarez Castillo Sanders Patel Myers Long Ross Foster Jimenez Powell Jenkins Perry Russell Sullivan Bell Coleman Butler Henderson Barnes Fisher Vasquez Simmons Romero Jordan Patterson Alexander Hamilton Graham Reynolds Griffin Wallace West Cole Hayes Bryant Herrera Gibson Ellis Tran Medina Freeman Wells Webb Simpson Stevens Tucker Porter Hunter Hicks Crawford Henry Boyd Mason Kennedy Warren Dixon Burns Gordon Shaw Holmes Rice Robertson Hunt Black Daniels Palmer Mills Nichols Grant Knight Ferguson Stone Hawkins Dunn Perkins Hudson Spencer Gardner Payne Pierce Berry Matthews Arnold Wagner Willis Ray Watkins Olson Carroll Duncan Snyder Hart Cunningham Bradley Lane Andrews Harper Fox Riley Armstrong Carpenter Weaver Greene Lawrence Elliott Chavez Sims Peters Kelley Franklin Lawson O’Brien McDonald Schmidt Abbott Novak Kowalski Müller Núñez Peña'
const givens =
  'James Mary Robert Patricia John Jennifer Michael Linda David Elizabeth William Barbara Richard Susan Joseph Jessica Thomas Sarah Christopher Karen Charles Lisa Daniel Nancy Matthew Sandra Anthony Betty Mark Ashley Donald Emily Steven Kimberly Andrew Margaret Paul Donna Joshua Michelle Kenneth Carol Kevin Amanda Brian Melissa Timothy Deborah Ronald Stephanie Jason Rebecca George Sharon Edward Laura Jeffrey Cynthia Ryan Dorothy Jacob Amy Nicholas Kathleen Gary Angela Eric Shirley Jonathan Emma Stephen Brenda Larry Pamela Justin Nicole Scott Anna Brandon Samantha Benjamin Katherine Samuel Christine Gregory Debra Alexander Rachel Patrick Carolyn Frank Janet Raymond Maria Jack Olivia Dennis Heather Jerry Helen Tyler Catherine Aaron Diane Jose Julie Adam Victoria Nathan Joyce Henry Lauren Zachary Kelly Douglas Christina Peter Ruth Kyle Joan Noah Virginia Ethan Judith Jeremy Evelyn Walter Hannah Christian Andrea Keith Megan Roger Cheryl Terry Jacqueline Austin Madison Sean Teresa Gerald Abigail Carl Sophia Harold Martha Dylan Sara Arthur Gloria Lawrence Janice Jordan Kathryn Jesse Ann Bryan Isabella Billy Judy Bruce Charlotte Gabriel Julia Joe Grace Logan Amber Alan Alice Juan Jean Albert Denise Willie Frances Elijah Danielle Wayne Marilyn Randy Natalie Vincent Beverly Mason Diana Roy Brittany Ralph Theresa Bobby Kayla Russell Alexis Bradley Doris Philip Lori Eugene Tiffany'

const starts =
  'Al An Ar Bar Bel Ber Bor Bran Bur Cal Cam Car Cas Chan Clar Cor Dal Dan Del Den Dor Dul Ed El Em Far Fen Fer Fran Gal Gar Gil Gor Gran Hal Han Har Hol Hor Jan Jar Jen Kal Kar Kel Kin Kol Kra Lam Lan Lar Lin Lor Mal Man Mar Mel Mon Mor Nel Nor Ol Os Pal Par Pel Per Pol Quin Ral Ran Ren Ric Ros Sal San Sar Sel Shel Sol Stan Stel Sul Tal Tan Tor Tre Ul Val Van Ver Vin Vol Wal Wen Wil Win Yar Zan Zel'.split(
    ' ',
  )
const middles = 'a e i o u ba da den di do ga ka la le li lo ma mi na ni no ra ri ro sa ta ti va ve'.split(' ')
const ends =
  'bach berg born by chuk cott dale den dez der dorf er es ez feld ford gan ham hart ides ini ker kin ko land ler ley low man mann mer ner nik nov o off ova quist rell rez ridge ron rud sen ser ski son stad stein sted stra strom ton tti vich vil wald ward well wick win wood worth yan zak'.split(
    ' ',
  )

function grown(known: string[], size: number, tails: readonly string[]): string[] {
  const names = new Set(known)
  // A stride without a common divisor walks through all combinations before it repeats one, without bunching the letters.
  const all = starts.length * middles.length * tails.length
  for (let n = 0, at = 7; names.size < size && n < all; n++, at = (at + 7919) % all) {
    const start = starts[at % starts.length]!
    const middle = middles[Math.floor(at / starts.length) % middles.length]!
    names.add(start + middle + tails[Math.floor(at / starts.length / middles.length)]!)
  }
  return [...names]
}

/** Some twenty thousand family names, commonest first. */
export const familyNames = (): string[] => grown(families.split(' '), 20_000, ends)

/** Three thousand given names, commonest first. */
export const givenNames = (): string[] =>
  grown(givens.split(' '), 3_000, 'a ah ana ann as el en ene ette ia ian ice ie in ina ine is ita on ya yn'.split(' '))
