/** The words of setup codes: 256 short English words that are easy to spell and hard to mistake when heard. */

/** Exactly 256 words, 8 bits each. The order means nothing; a change makes no older code invalid. */
export const codeWords: readonly string[] = `
  acorn amber anchor apple april arrow autumn badge bagel baker bamboo banana banjo barley
  basket beach beaver berry bicycle birch biscuit blanket blossom bottle bounce branch bread
  breeze brick bridge broom bucket butter button cabin cactus camel canal candle canoe canyon
  carbon carpet carrot castle cedar cherry chess chimney circle clever clock clover coffee
  comet copper coral cotton cradle crayon cricket crown crystal cupboard daisy dancer desert
  diamond dinner doctor dolphin donkey dragon drawer dream eagle early elbow ember engine
  evening fabric falcon family feather fiddle finger flame flower flute forest fossil fountain
  fresh frozen galaxy garden garlic ginger giraffe glacier goblet golden gravel guitar hammer
  harbor harvest hazel helmet hero hollow honey horizon igloo island ivory jacket jasmine jelly
  jigsaw jungle kettle kitchen kitten koala ladder lagoon lantern lemon leopard lily linen
  lizard lobster lotus lucky lunar magnet mango maple marble meadow melody mirror mitten monday
  monkey morning mountain muffin museum napkin nectar needle nickel nutmeg oasis ocean olive
  onion orange orbit orchard otter oyster paddle panda paper parrot pebble pencil pepper piano
  picnic pigeon pillow pilot planet plum pocket poem polar pony potato prairie pumpkin puzzle
  quartz quiver rabbit radio raisin ribbon river robin rocket rustic saddle salmon sandal
  saturn scarf school shadow shelter silver sketch sleepy snow sparrow spider spinach spiral
  spring squash stable statue summer sunset swallow syrup table talent teapot temple thunder
  ticket tiger timber tomato topaz towel tractor tulip tunnel turtle umbrella unicorn valley
  vanilla velvet village violin walnut walrus water whale whisper willow window winter wizard
  yellow zebra zipper
`
  .trim()
  .split(/\s+/);
