//! Letters that look like others: the table, for [`crate::skeleton`].
//!
//! From Unicode's `confusables.txt` (UTS #39), cut to what names at a meeting are written in: Latin, Greek, Cyrillic,
//! Armenian, Cherokee, Lisu, kana, Chinese, punctuation and accents; one character for one character. A test compares it
//! with the crate `unicode-security`, which has all of it: 75 kB packed, where this is 1.5.

/// Groups with a space between them; the first character of each is what the others look like.
pub(crate) const GROUPS: &str = "    !ǃ $ֆ &ꝸ '`ʹʻʼʽʾˈˊˋ˴՚՛՝‘’‛′‵Ꞌꞌ ,‚ꓹ -˗‐‒–⁃− .ꓸ /⁁⁄ノ丿 2ƧꙄꝚ 3ƷȜЗӠՅꝪꞫ 4Ꮞꮞ 5Ƽ 6бᏮꮾ 7ᲄ 8Ȣȣ 9Ꝯꝯ :ː˸։ꓽ <˂‹ =꓿ >˃› ?ɁʔᎮ \
     AΑАᎪꓮ BΒВᏴꓐꞴ CСᏟꓚ DᎠꓓ EΕЕᎬꓰ FϜꓝꞘ GԌᏀᏳꓖ HΗНᎻꓧ JͿЈᎫꓙꞲ KΚКᏦꓗ LᏞꓡ MΜϺМᎷꓟ NΝꓠ O0ΟОՕ〇ꓳ PΡРᏢꓑ QԚ RƦɌᎡᏒꓣ SЅՏᏕᏚꓢ TΤТᎢ丅ꓔ UՍꓴ \
     VѴᏙꓦ WԜᎳᏔꓪ XΧХꓫꞳ YΥУҮᎩᎽ丫ꓬ ZΖᏃⱫꓜ \\丶 ^˄ˆ aɑαаꭤ bƄЬᏏ cсᲃᴄꮯ dԁᏧꓒ eеҽꬲ fƒʄքẝꞙꬵ gƍɡցᶃ hҺһհᏂ iıɩɪιіւᎥꙇꭵ jȷϳјյ \
     l1I|ƖǀΙІӀӏꓲꞁꞮꟾ nոռ oοσоօᲂᴏᴑꬽ pþƿρϸр qԛգզ rгᴦꭇꭈꮁ sƽѕꜱꮪ uʋυսᴜꞟꭎꭒ vνѵᴠꮩ wɯшѡԝաᴡꟺꮃꮤ xх yɣʏγуүᶌỿꭚ zᴢⱬꮓ ·ˑ•‧ꞏ ÞϷ ßβᏰẞꞵꟖꟗ \
     ĸκкᴋꮶ ƅьꮟ ƆϽↃꓛ Ǝꓱ ƏӘ ƐԐᏋꜪ ƨᴤꙅ ƩΣ ǝəә ǶԊ ȝʒӡꝫ ɂꭾ ɅΛЛꓥꟚ ɋᶐ \u{302}\u{311} \u{303}\u{342} \u{304}\u{305} \
     \u{306}\u{30C}\u{36E} \u{307}\u{358} \u{30A}\u{366} \u{313}\u{315} \u{326}\u{321}\u{327}\u{339} \u{328}\u{322}\u{345} \
     \u{331}\u{320} \u{333}\u{347} \u{335}\u{336} \u{338}\u{337} \u{350}\u{309}\u{357} ΓГᎱ꟢ ΠП ΦФՓ ΨѰ λꟛ πпᴨ ςϛ χꭓꭕ ψѱ \
     ωꙍꞷ ИͶ лᴫ љꭠ ѠᏇ ҶӋ ҷӌ へヘ ホ朩 メ乄 ー—―一ꟷ 丬⺦ 乚⺃ 乛⺂ 亀⻲ 二ニ 亻⺅イ 併倂 値值 兀⺎ 兌兑 八ハ 冂⺆ 冗⺴ 凑湊 \
     凒溰 凓溧 凔滄 凗漼 凘澌 凙澤 凚澿 凜澟 凟瀆 刂⺉ 力カ 匕ヒ 卜⺊ト 卤⻧ 厂⺁ 厶ム 口ロ囗 吳吴呉 啓啟 喦嵒 土士 塡填 \
     墫壿 夕タ 奨奬獎 妹妺 娛娯娱 媯嬀 寉隺 尢⺐ 尣⺏ 屮䶹 工エ 巳⺒ 巿市 帡帲 幺⺓ 彐⺕ヨ 彑⺔ 忄⺖ 恆恒 悅悦 戶户戸 扌⺘ \
     抹抺 挩捝 挿插揷 揺搖摇 攵⺙ 敓敚 斉⻫ 旡⺛ 日曰 昧昩 晚晩 月⺝ 朌肦 朏胐 朐胊 朓脁 朘脧 朣膧 未末 杮柿 梲棁 榝樧 歯⻭ \
     歺⺞ 民⺠ 氵⺡ 氺⺢ 沫沬 涗涚 湌飡 湮凐 溈潙 溤馮 濂濓 灬⺣ 爫⺤⺥ 犭⺨ 王⺩ 瑤瑶 眛眜 研硏 示⺬ 礻⺭ネ 稅税 竜⻯ 糹⺯ \
     絕絶 絙絚 緒緖 纟⺰ 罒⺫⺲ 罓⺱ 羊⺶ 耂⺹ 聿⺻ 肀⺺ 胼腁 脫脱 艹⺾⺿⻀卄卝 苿茉 蒍蔿 蘷虁 虎⻁ 蛻蜕 衤⻂ 西⻄ 覀⻃ \
     见⻅ 角⻆ 訮詽 說説 謠謡 讆讏 讠⻈ 豜豣 贝⻉ 赿趆 跥跺 躗躛 躱躲 軿輧 车⻋ 辶⻌⻍⻎ 郷鄉鄕 銳鋭 鎭鎮 钅⻐ 镸⻒ 长⻓ \
     门⻔ 阝⻏⻖ 青⻘ 韦⻙ 页⻚ 风⻛ 飞⻜ 食⻝ 飠⻟ 飮飲 饣⻠ 马⻢ 骨⻣ 鬼⻤ 鱼⻥ 鸟⻦ 鹂鹃 麦⻨ 黄⻩ 黑黒 黾⻪ 齐⻬ 齿⻮ \
     龙⻰ 龜⻱";
