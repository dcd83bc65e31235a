// One line a family of names that stand for each other at an English-speaking desk. A name may be in several.
const families = `
abigail abby gail
abraham abe bram
albert al bert bertie
alexander alex al sandy xander lex sasha
alexandra alex sandra sandy lexi sasha
alfred al fred alfie
alice alicia allie
amanda mandy
andrew andy drew
angela angie angel angelina
ann anne anna annie nan nancy hannah
anthony tony ant
antonio tony toni
arthur art artie
barbara barb barbie babs
benjamin ben benny benji
bernard bernie barney
beverly bev
bradley brad
caitlin kaitlyn katelyn catelyn
calvin cal
cameron cam
caroline carolyn carol carrie lynn
catherine katherine kathryn cathy kathy kate katie kay kitty kat katy karen kathleen
charles charlie chuck chas carlos
charlotte charlie lottie
christina christine chris tina chrissy kristina kristin kristen
christopher chris topher kit kris
clifford cliff
cynthia cindy
daniel dan danny
danielle dani
david dave davy davey
deborah debra deb debbie
dennis denny
diana diane di
donald don donny donnie
dorothy dot dottie dolly
douglas doug
edward ed eddie ted teddy ned eduardo
eleanor ellie nell nora elena ellen
elizabeth elisabeth beth liz lizzie eliza betty betsy libby lisa bess elsie isabel
emily em emmy
eugene gene
evelyn eve evie
florence flo
frances fran frannie francine
francis frank francisco paco
franklin frank
frederick fred freddy freddie rick
gabriel gabe
gabriella gabby gabrielle
gerald jerry gerry
geraldine gerry geri
gregory greg
guadalupe lupe
gwendolyn gwen
harold hal harry
harriet hattie
helen nell ellen
henry hank harry hal enrique
howard howie
isabella bella izzy
jacob jake jack
jacqueline jackie
james jim jimmy jamie jaime
janet jan
janice jan
jason jay
jeffrey geoffrey jeff geoff
jennifer jen jenny jenna
jeremy jerry jem
jessica jess jessie
jesus chuy
john johnny jack jon ian juan
jonathan jon jonny nathan
jose joseph pepe
joseph joe joey jo
josephine jo josie
joshua josh
joyce joy
judith judy
julia julie jules
kenneth ken kenny
kimberly kim
lawrence laurence larry lars
leonard leo len lenny
leslie les
lillian lily lil
louis lewis lou luis
lucille lucy
madeline maddie maddy
manuel manny
margaret maggie meg peggy marge margie rita greta daisy
maria mary marie mia
martha marty patty
martin marty
matthew matt matty mateo
maximilian max
megan meg
melissa missy mel lissa
michael mike mick mickey micky miguel
michelle shelly micki
mildred millie
mitchell mitch
nancy nan
natalie nat
nathaniel nathan nate nat
nicholas nick nicky nico
nicole nicky nikki
norman norm
oliver ollie
olivia liv livvy
pamela pam
patricia pat patty patti trish tricia
patrick pat paddy rick
paul paulie pablo
peter pete pedro
philip phillip phil
priscilla cilla
rachel rae
raymond ray
rebecca becky becca
reginald reg reggie
richard rick ricky dick rich richie ricardo
robert bob bobby rob robbie bert roberto
roberta bobbie
roger rog
ronald ron ronny ronnie
rosemary rose rosie
russell russ rusty
samantha sam sammy
samuel sam sammy
sandra sandy
sarah sara sally sadie
sean shawn shaun shane
sharon shari
siobhan shivaun shavon chevonne
sophia sophie
stanley stan
stephanie steph stephie
stephen steven steve stevie esteban
susan suzanne sue susie suzy susanna
sylvia syl
terence terrence terry
teresa theresa terry tess tessa
theodore ted teddy theo
thomas tom tommy tomas
timothy tim timmy
tobias toby
valerie val
veronica ronnie
vanessa nessa
victor vic
victoria vicky vicki tori
vincent vince vinny
virginia ginny ginger
vivian viv
walter walt wally
wesley wes
wilhelmina willa mina
william bill billy will willy willie liam guillermo
winifred winnie freddie
yolanda yoli
zachary zach zack zac
`

const others = new Map<string, Set<string>>()
for (const line of families.trim().split('\n')) {
  const all = line.split(' ')
  for (const name of all) {
    const known = others.get(name) ?? new Set<string>()
    for (const other of all) if (other !== name) known.add(other)
    others.set(name, known)
  }
}

/** Names that may stand for this plain word: bill gives william, billy, will ... Empty for most. */
export const nicknamesOf = (word: string): readonly string[] => [...(others.get(word) ?? [])]

/** True when one name is a usual short form of the other, or both of a third. */
export const isNickname = (one: string, other: string): boolean => others.get(one)?.has(other) ?? false
